using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>
/// Finds token requests whose form or URL is created in another type: by a method,
/// <c>http.PostAsync(url, Forms.Refresh(token))</c>, or as an object whose type defines the grant, <c>new RefreshRequest { … }</c>.
/// </summary>
internal sealed class RequestMakers
{
    /// <summary>The maximum number of variables between the creation and the call that sends it.</summary>
    private const int MaxVariables = 3;

    /// <summary>The names of the member of a request that holds the grant.</summary>
    private static readonly WordTable GrantMembers = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "GrantType", "grant_type");

    private readonly CalledMethods _methods;
    private readonly Dictionary<string, List<SyntaxNode>> _makers = new(StringComparer.Ordinal);

    public RequestMakers(VisibleProjects projects, CalledMethods methods)
    {
        _methods = methods;
        foreach (var maker in projects.All.SelectMany(static project => project.SyntaxTrees).SelectMany(static tree => MakersIn(tree.GetRoot())))
        {
            var name = maker is MethodDeclarationSyntax method ? method.Identifier.ValueText : ((TypeDeclarationSyntax)maker).Identifier.ValueText;
            (_makers.TryGetValue(name, out var known) ? known : _makers[name] = new List<SyntaxNode>()).Add(maker);
        }
    }

    public IEnumerable<(TokenSend Send, SyntaxNode Member)> RefreshesIn(SyntaxNode root) =>
        RequestsIn(root).Where(static request => request.Send.Grants == Grants.RefreshToken);

    /// <summary>Gets refreshes and code exchanges.</summary>
    public IEnumerable<(TokenSend Send, SyntaxNode Member)> RequestsIn(SyntaxNode root) =>
        from makers in _makers
        from token in root.TokensNamed(makers.Key)
        let maker = makers.Value.FirstOrDefault(candidate => MadeBy(token, candidate) is not null)
        where maker is not null
        let made = MadeBy(token, maker)
        let send = SendOf(made, CarriedGrants.Scope(made), MaxVariables)
        where send is not null
        select (new TokenSend(send, GrantOf(maker)) { Maker = maker }, CarriedGrants.Member(send));

    private static IEnumerable<SyntaxNode> MakersIn(SyntaxNode root) =>
        GrantTexts.MayBeIn(root)
            ? Members.In(root).Where(static member => GrantOf(member) is Grants.RefreshToken or Grants.AuthorizationCode)
            : Enumerable.Empty<SyntaxNode>();

    private static Grants GrantOf(SyntaxNode maker) => maker switch
    {
        MethodDeclarationSyntax method => GrantTexts.In(method) is var grants and not Grants.None && !TokenSends.SendsItself(method) ? grants : Grants.None,
        TypeDeclarationSyntax type => type.Members.Aggregate(GrantOfBase(type), static (found, member) => found | GrantIn(member)),
        _ => Grants.None,
    };

    /// <summary><c>record Refresh(…) : TokenRequest("refresh_token", …)</c>, if the base type in the same file has a parameter for the grant.</summary>
    private static Grants GrantOfBase(TypeDeclarationSyntax type) =>
        type.BaseList?.Types.FirstOrDefault() is { } described
        && ArgumentsOfBase(type, described) is { Arguments: var arguments }
        && Callers.NameOf(described.Type)?.Identifier.ValueText is { } name
        && OrdinalOfGrant(type.SyntaxTree.GetRoot(), name) is >= 0 and var ordinal
        && GrantArgument(arguments, ordinal) is { } grant
            ? GrantTexts.OfValue(grant.Expression)
            : Grants.None;

    private static ArgumentListSyntax? ArgumentsOfBase(TypeDeclarationSyntax type, BaseTypeSyntax described) =>
        (described as PrimaryConstructorBaseTypeSyntax)?.ArgumentList
        ?? type.Members.OfType<ConstructorDeclarationSyntax>().Select(static made => made.Initializer)
            .FirstOrDefault(static initializer => initializer?.ThisOrBaseKeyword.IsKind(SyntaxKind.BaseKeyword) == true)?.ArgumentList;

    /// <summary>Gets the argument with the name of a grant, else the one in its place.</summary>
    private static ArgumentSyntax? GrantArgument(SeparatedSyntaxList<ArgumentSyntax> arguments, int ordinal) =>
        arguments.FirstOrDefault(static argument => argument.NameColon is { } named && GrantMembers.Matches(named.Name.Identifier.ValueText))
        ?? (ordinal < arguments.Count && arguments[ordinal].NameColon is null ? arguments[ordinal] : null);

    private static int OrdinalOfGrant(SyntaxNode root, string type) =>
        root.TokensNamed(type).Select(static token => token.Parent).OfType<TypeDeclarationSyntax>()
            .SelectMany(static declared => declared.Members.OfType<ConstructorDeclarationSyntax>().Select(static made => made.ParameterList)
                .Concat(new[] { declared.ParameterList }))
            .OfType<ParameterListSyntax>()
            .Select(static list => list.Parameters.IndexOf(static parameter => GrantMembers.Matches(parameter.Identifier.ValueText)))
            .Where(static ordinal => ordinal >= 0)
            .DefaultIfEmpty(-1)
            .First();

    /// <summary><c>public string GrantType { get; set; } = "refresh_token";</c></summary>
    private static Grants GrantIn(MemberDeclarationSyntax member) =>
        member is PropertyDeclarationSyntax property
        && GrantMembers.Matches(property.Identifier.ValueText)
        && (property.Initializer?.Value ?? property.ExpressionBody?.Expression) is { } value
            ? GrantTexts.OfValue(value)
            : Grants.None;

    private ExpressionSyntax? MadeBy(SyntaxToken token, SyntaxNode maker)
    {
        if (Callers.CallOf(token.Parent) is { } call)
        {
            return _methods.Of(call) is [var only] && only.Body == maker ? call : null;
        }

        return CreationOf(token) is { } created
            && _methods.Model(created.SyntaxTree).GetTypeInfo(created).Type is { } type
            && type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() == maker)
                ? created
                : null;
    }

    private static ObjectCreationExpressionSyntax? CreationOf(SyntaxToken type) =>
        type.Parent?.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>(created => created.Type.Span.Contains(type.Span));

    /// <summary>Gets the call that sends the created object: as an argument, through variables, or as the client's base address.</summary>
    private static InvocationExpressionSyntax? SendOf(SyntaxNode made, SyntaxNode scope, int variablesLeft)
    {
        var last = made;
        foreach (var node in made.Ancestors().TakeWhile(static node => node is not (StatementSyntax or MemberDeclarationSyntax)))
        {
            switch (node)
            {
                case InvocationExpressionSyntax call when TokenSends.IsSend(call):
                    return call;

                // request.AddParameter("application/json", form.ToJson(), …)
                case InvocationExpressionSyntax call when last is ArgumentListSyntax && CarriedGrants.Fills(call)
                    && call.Receiver() is IdentifierNameSyntax filled && variablesLeft > 0:
                    return SendWith(filled.Identifier.ValueText, call, scope, variablesLeft - 1);
                case VariableDeclaratorSyntax variable when variablesLeft > 0:
                    return SendWith(variable.Identifier.ValueText, variable, scope, variablesLeft - 1);

                // new HttpRequestMessage { Content = Form(token) } is sent as a whole.
                case AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment
                    when assignment.Left.Root() is { } root && assignment.Left != last && variablesLeft > 0:
                    return SendWith(root, assignment, scope, variablesLeft - 1);
            }

            last = node;
        }

        return null;
    }

    private static InvocationExpressionSyntax? SendWith(string variable, SyntaxNode from, SyntaxNode scope, int variablesLeft) =>
        scope.TokensNamed(variable)
            .Where(token => token.SpanStart > from.Span.End && token.Parent is IdentifierNameSyntax)
            .Select(token => SendOf(token.Parent!, scope, variablesLeft))
            .FirstOrDefault(static send => send is not null);
}
