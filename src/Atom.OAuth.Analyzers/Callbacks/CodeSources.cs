using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Codes that are neither a parameter nor read by key: extracted from a URL, returned by a call that opens the browser, or a member of the
/// deserialized request body.
/// </summary>
internal sealed class CodeSources
{
    /// <summary>Precedes the code in a URL.</summary>
    private const string InUrl = "code=";

    /// <summary>Part of an authorization URL, not a code.</summary>
    private const string Asked = "response_type=code";

    /// <summary>Part of a format string that the code is inserted into: <c>writer.Write("code={0}&amp;", code)</c>.</summary>
    private const string Filled = "code={0";

    /// <summary>Search patterns for URLs are short; parts that a URL is built from are longer.</summary>
    private const int LongestPattern = 40;

    private readonly SemanticModel _model;
    private readonly CodeGivers _givers;
    private readonly CancellationToken _cancellationToken;

    public CodeSources(SemanticModel model, CancellationToken cancellationToken)
    {
        _givers = new CodeGivers(model.Compilation, cancellationToken);
        _model = model;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Finds the nodes in a file that extract a code from a URL, or calls that return one.</summary>
    public IEnumerable<SyntaxNode> In(SyntaxNode root) =>
        root.TokensWith(InUrl).Where(IsPattern).Select(static token => token.Parent!).Concat(GivingCallsIn(root));

    /// <summary>Gets the variables of a function that hold such a code.</summary>
    public IEnumerable<string> CodesIn(SyntaxNode function) =>
        (function.Mentions(InUrl)
            ? VariablesIn(function).Where(variable => RequestValue.Code.IsMember(variable.Name) && IsCut(variable.Value, function))
                .Select(static variable => variable.Name)
            : Enumerable.Empty<string>())
            .Concat(GivingCallsIn(function).Select(CodeOf).OfType<string>());

    /// <summary>
    /// Gets the variables and parameters in an endpoint whose objects contain the code:
    /// <c>var body = await request.ReadFromJsonAsync&lt;Connect&gt;();</c>.
    /// </summary>
    public IEnumerable<string> CarriersIn(SyntaxNode endpoint) =>
        endpoint.TokensOfNames(CallbackWords.CodeMemberWords, static name => RequestValue.Code.IsMember(name.Value))
            .Select(static token => ObjectOf(token)).OfType<ExpressionSyntax>()
            .Where(carrier => !IsOfServer(carrier))
            .Select(static carrier => carrier.Root()).OfType<string>().Distinct()
            .Where(name => IsReadFromRequest(name, endpoint));

    /// <summary>Gets the object of a member access: <c>body.Code</c>, <c>body?.Code</c>.</summary>
    public static ExpressionSyntax? ObjectOf(SyntaxToken member) => member.Parent?.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == member.Parent => access.Expression,
        MemberBindingExpressionSyntax { Parent: ConditionalAccessExpressionSyntax access } => access.Expression,
        _ => null,
    };

    /// <summary>
    /// Gets the variable set to a call's code: <c>var code = await browser.LoginAsync(url)</c>, <c>var (code, state) = await ListenAsync()</c>.
    /// </summary>
    private static string? CodeOf(InvocationExpressionSyntax call) =>
        UserOf(call) switch
        {
            var user when GivenValues.VariableSetBy(user) is { } variable => RequestValue.Code.IsMember(variable) ? variable : null,
            AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax variables } } =>
                variables.Variables.OfType<SingleVariableDesignationSyntax>().Select(static variable => variable.Identifier.ValueText)
                    .FirstOrDefault(RequestValue.Code.IsMember),
            _ => null,
        };

    /// <summary>Gets the node that uses a call's result, trimmed or not.</summary>
    private static SyntaxNode? UserOf(InvocationExpressionSyntax call)
    {
        var user = call.Parent;
        while (user is AwaitExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or ConditionalAccessExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Trim" }
            or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Trim" } })
        {
            user = user.Parent;
        }

        return user;
    }

    /// <summary>Finds the calls that return a code, by the name of the variable they set.</summary>
    public IEnumerable<InvocationExpressionSyntax> GivingCallsIn(SyntaxNode code) =>
        code.TokensOfNames(CallbackWords.GiverWords, static name => name.MayBeCalled && IsGiver(name.Value))
            .Select(static token => Callers.CallOf(token.Parent)).OfType<InvocationExpressionSyntax>()
            .Where(call => CodeOf(call) is not null && _givers.MayGive(call));

    private static bool IsGiver(string name) =>
        (CallbackWords.Givers.Matches(name) || CallbackWords.Askers.Matches(name)) && !CallbackWords.OtherGivers.Matches(name);

    /// <summary>Gets the variables of a function and the values assigned to them.</summary>
    public static IEnumerable<(string Name, ExpressionSyntax Value)> VariablesIn(SyntaxNode function) =>
        function.DescendantNodes().Select(static node => node switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } variable => (variable.Identifier.ValueText, value),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment => (name.Identifier.ValueText, assignment.Right),
            _ => ("", null!),
        }).Where(static variable => variable.Item1.Length > 0);

    /// <summary><c>url.Split("code=")[1]</c>, <c>match.Groups[1].Value</c>.</summary>
    private static bool IsCut(ExpressionSyntax value, SyntaxNode function) =>
        HasPattern(value)
        || value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => function.TokensNamed(name.Identifier.ValueText)
            .Any(static token => token.Parent is VariableDeclaratorSyntax { Initializer.Value: var source } && HasPattern(source)));

    private static bool HasPattern(ExpressionSyntax value) => value.TokensWith(InUrl).Any(IsPattern);

    private static bool IsPattern(SyntaxToken token) =>
        token.IsText() && token.Parent is LiteralExpressionSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax } }
        && token.ValueText.Length < LongestPattern && token.ValueText.IndexOf(Asked, StringComparison.Ordinal) < 0
        && token.ValueText.IndexOf(Filled, StringComparison.Ordinal) < 0;

    private static bool IsReadFromRequest(string name, SyntaxNode endpoint) =>
        endpoint.TokensNamed(name).Any(token => token.Parent switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } => value.Mentions(CallbackWords.RequestWords),
            SingleVariableDesignationSyntax { Parent.Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } =>
                call.Mentions(CallbackWords.RequestWords),
            ParameterSyntax parameter => parameter.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is { Parent: ArgumentSyntax } handler
                && handler != endpoint
                && CallbackCandidate.ParametersOf(endpoint).Any(given => handler.Parent!.Parent!.Parent is InvocationExpressionSyntax call
                    && Names(call, given.Identifier.ValueText, handler)),
            _ => false,
        });

    /// <summary>Returns true if the call that takes the handler also takes the request.</summary>
    private static bool Names(InvocationExpressionSyntax call, string request, SyntaxNode handler) =>
        call.TokensNamed(request).Any(token => !handler.Span.Contains(token.Span));

    /// <summary>Returns true for a request to an authorization server, sent by an OAuth client.</summary>
    private bool IsOfServer(ExpressionSyntax request) =>
        _model.GetTypeInfo(request, _cancellationToken).Type is { } type
            && CallbackWords.ServerNames.Any(name => type.GetMembers(name).Length > 0);
}
