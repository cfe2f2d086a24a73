using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>
/// Finds the grants in the arguments of a call: in the arguments themselves, in the values of their variables, in the method that builds
/// the form and, for a parameter, in what callers in the same type pass. By syntax alone.
/// </summary>
internal sealed class CarriedGrants
{
    private const int MaxCalls = 2;

    /// <summary>Prefixes of calls that add something to their receiver.</summary>
    private static readonly WordTable Fillers = new(WordMatch.Start, StringComparison.Ordinal, "Add", "Append", "Set", "TryAdd", "With", "Write");

    /// <summary>Prefixes of calls that map a lambda as an endpoint.</summary>
    private static readonly WordTable Mappings = new(WordMatch.Start, StringComparison.Ordinal, "Map");

    private readonly HashSet<(SyntaxNode Function, string Name)> _seen = new();
    private readonly bool _asksCallers;
    private Grants _found;

    private CarriedGrants(bool asksCallers) => _asksCallers = asksCallers;

    public static Grants Of(InvocationExpressionSyntax call) => Of(call, asksCallers: true);

    /// <summary>Ignores what callers of the member pass: one may exchange a code, while another calls an API.</summary>
    public static Grants OfMemberAlone(InvocationExpressionSyntax call) => Of(call, asksCallers: false);

    private static Grants Of(InvocationExpressionSyntax call, bool asksCallers)
    {
        var grants = new CarriedGrants(asksCallers) { _found = GrantTexts.OfArguments(call) };
        foreach (var argument in call.ArgumentList.Arguments)
        {
            grants.Look(argument, Scope(call), MaxCalls);
        }

        return grants._found;
    }

    /// <summary>Gets the method or initializer, including its lambdas and local functions, which share its variables.</summary>
    public static SyntaxNode Member(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) is { } member
            and not BaseTypeDeclarationSyntax and not BaseNamespaceDeclarationSyntax
            ? member
            : node.SyntaxTree.GetRoot();

    /// <summary>
    /// Gets the endpoint or local function that contains the code, else the member: <c>app.MapGet("/callback", …)</c> and
    /// <c>app.MapPost("/refresh", …)</c> are in one method, but as independent as two methods.
    /// </summary>
    public static SyntaxNode Scope(SyntaxNode node)
    {
        var member = Member(node);
        return node.AncestorsAndSelf().TakeWhile(ancestor => ancestor != member).LastOrDefault(IsOnItsOwn) ?? member;
    }

    private static bool IsOnItsOwn(SyntaxNode node) => node switch
    {
        LocalFunctionStatementSyntax => true,
        AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } =>
            Mappings.Matches(call.CalledName()),
        _ => false,
    };

    /// <summary>Returns true for a call that adds its arguments to its receiver.</summary>
    public static bool Fills(InvocationExpressionSyntax call) => Fillers.Matches(call.CalledName());

    private static bool Declares(SyntaxNode scope, string name) =>
        scope.TokensNamed(name).Any(static token => token.Parent is VariableDeclaratorSyntax or ParameterSyntax or SingleVariableDesignationSyntax);

    private void Look(SyntaxNode part, SyntaxNode member, int callsLeft)
    {
        _found |= GrantTexts.In(part);
        foreach (var name in part.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            if (Callers.CallOf(name) is { } call)
            {
                LookIntoMethod(call, callsLeft);
            }
            else if (IsVariable(name))
            {
                LookAtVariable(name.Identifier.ValueText, member, callsLeft);
            }
        }
    }

    private static bool IsVariable(SimpleNameSyntax name) =>
        name is IdentifierNameSyntax
            && (name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name || access.Expression is ThisExpressionSyntax);

    private void LookAtVariable(string name, SyntaxNode scope, int callsLeft)
    {
        var member = Declares(scope, name) ? scope : Member(scope);
        if (!_seen.Add((member, name)))
        {
            return;
        }

        if (ConstantOf(name, member) is { } constant)
        {
            Look(constant, member, callsLeft);
        }

        foreach (var token in member.TokensNamed(name))
        {
            switch (token.Parent)
            {
                case VariableDeclaratorSyntax { Initializer.Value: var value } when !IsAnswer(value):
                    Look(value, Scope(value), callsLeft);
                    break;
                case ParameterSyntax { Parent.Parent: MethodDeclarationSyntax method } parameter when callsLeft > 0 && _asksCallers:
                    LookAtCallers(method, method.ParameterList.Parameters.IndexOf(parameter), callsLeft - 1);
                    break;
                case LocalFunctionStatementSyntax function:
                    Look(function, function, callsLeft);
                    break;
                case IdentifierNameSyntax used when scope.Span.Contains(used.Span) && Filling(used) is { } filling:
                    Look(filling, scope, callsLeft);
                    break;
            }
        }
    }

    /// <summary>The response to another request: <c>var response = await http.PostAsync(url, form)</c> does not contain its form.</summary>
    private static bool IsAnswer(ExpressionSyntax value) =>
        value is AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call } && TokenSends.IsSend(call);

    /// <summary>Gets the literal that initializes a field of the type.</summary>
    private static ExpressionSyntax? ConstantOf(string name, SyntaxNode member) =>
        (member.Parent as TypeDeclarationSyntax)?.Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(static field => field.Declaration.Variables)
            .FirstOrDefault(variable => variable.Identifier.ValueText == name
                && variable.Initializer?.Value is LiteralExpressionSyntax)?.Initializer?.Value;

    /// <summary><c>form["grant_type"] = …</c>, <c>request.Content = …</c>, <c>form.Add(…)</c>.</summary>
    private static SyntaxNode? Filling(IdentifierNameSyntax used)
    {
        SyntaxNode target = used;
        while (target.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax && target.Parent.SpanStart == used.SpanStart)
        {
            target = target.Parent;
        }

        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == target => assignment,
            InvocationExpressionSyntax call when call.Expression == target && target != used && Fills(call) => call,
            _ => null,
        };
    }

    private void LookIntoMethod(InvocationExpressionSyntax call, int callsLeft)
    {
        if (callsLeft == 0
            || !call.IsOwn()
            || call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return;
        }

        foreach (var method in type.Members.OfType<MethodDeclarationSyntax>().Where(method => method.Identifier.ValueText == call.CalledName()))
        {
            if (_seen.Add((method, "")) && GrantTexts.MayBeIn(method))
            {
                _found |= GrantTexts.In(method);
            }
        }
    }

    /// <summary>Excludes <c>http.SendAsync(request)</c> if the type has its own <c>SendAsync</c>.</summary>
    private static bool IsOf(TypeDeclarationSyntax type, InvocationExpressionSyntax call) => call.IsOwn()
        || (call.Receiver() is IdentifierNameSyntax receiver && receiver.Identifier.ValueText == type.Identifier.ValueText);

    private void LookAtCallers(MethodDeclarationSyntax method, int ordinal, int callsLeft)
    {
        if (method.Parent is not TypeDeclarationSyntax type)
        {
            return;
        }

        foreach (var call in Callers.In(type, method.Identifier.ValueText))
        {
            if (IsOf(type, call) && ordinal < call.ArgumentList.Arguments.Count)
            {
                _found |= GrantTexts.OfArguments(call);
                Look(call.ArgumentList.Arguments[ordinal], Scope(call), callsLeft);
            }
        }
    }
}
