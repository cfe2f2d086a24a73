using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Finds code that handles requests, by syntax, before anything is bound.</summary>
internal static class Endpoints
{
    // Asked for every method of a type.
    private static readonly ConditionalWeakTable<TypeDeclarationSyntax, StrongBox<bool>> MentionGraph = new();

    /// <summary>Finds the lambdas and methods of a file that are mapped to a route.</summary>
    public static IEnumerable<SyntaxNode> MappedIn(SyntaxNode root) => CallbackWords.MapMethods.Where(root.Mentions).SelectMany(mapping => MappedBy(root, mapping));

    public static bool IsEndpoint(MethodDeclarationSyntax method)
    {
        if (method.AttributeLists.HasAttribute("NonAction") || method.Parent is InterfaceDeclarationSyntax)
        {
            return false;
        }

        if (IsBound(method) || IsOfGrpc(method))
        {
            return true;
        }

        if (CallbackWords.ComponentMethods.Matches(method.Identifier.ValueText))
        {
            return method.Parent is { } component && component.Mentions(CallbackWords.ComponentAttribute);
        }

        return IsPublic(method)
            && (ReturnsResult(method.ReturnType)
                || (!method.Modifiers.Any(SyntaxKind.StaticKeyword) && (IsHandler(method) || IsOfService(method)) && !IsHelper(method)));
    }

    /// <summary>Returns true if an attribute shows that the method handles requests.</summary>
    public static bool IsBound(MethodDeclarationSyntax method) =>
        method.AttributeLists.HasAttribute(CallbackWords.EndpointAttributes)
        || method.ParameterList.Parameters.Any(static parameter => parameter.AttributeLists.HasAttribute(CallbackWords.BindingAttributes));

    /// <summary><c>override Task&lt;Reply&gt; Connect(Request request, ServerCallContext context)</c>: a client calls it, and no browser brings a state.</summary>
    public static bool IsOfGrpc(SyntaxNode node) =>
        node is MethodDeclarationSyntax method && method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && method.ParameterList.Parameters.Any(static parameter => parameter.Type is SimpleNameSyntax { Identifier.ValueText: CallbackWords.CallContext });

    /// <summary>Returns true for a method of a controller, a page or an endpoint class.</summary>
    public static bool IsHandler(MethodDeclarationSyntax method)
    {
        if (method.Parent is not TypeDeclarationSyntax type)
        {
            return false;
        }

        var name = method.Identifier.ValueText;
        return CallbackWords.EndpointTypes.Matches(type.Identifier.ValueText)
            || IsPageHandler(method)
            || (CallbackWords.EndpointMethods.Matches(name)
                && BaseTypes.NamesOf(type).Any(static b => b.StartsWith("Endpoint", StringComparison.Ordinal)
                    || b.EndsWith("Endpoint", StringComparison.Ordinal)));
    }

    /// <summary>Returns true for a handler method of a Razor page.</summary>
    public static bool IsPageHandler(MethodDeclarationSyntax method) =>
        CallbackWords.PageMethods.Matches(method.Identifier.ValueText)
        && method.Parent is TypeDeclarationSyntax type
        && BaseTypes.NamesOf(type).Any(static b => CallbackWords.PageTypes.Matches(b));

    private static IEnumerable<SyntaxNode> MappedBy(SyntaxNode root, string method)
    {
        foreach (var token in root.TokensWith(method + "("))
        {
            if (token.ValueText != method
                || token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
                || call.CalledName() != method)
            {
                continue;
            }

            foreach (var argument in call.ArgumentList.Arguments)
            {
                switch (argument.Expression)
                {
                    case AnonymousFunctionExpressionSyntax lambda:
                        yield return lambda;
                        break;
                    case IdentifierNameSyntax name when Function(call, name.Identifier.ValueText) is { } function:
                        yield return function;
                        break;
                }
            }
        }
    }

    /// <summary>Gets the lambda passed to a call as handler, else the containing function, else the program's top-level statements.</summary>
    public static SyntaxNode? Around(SyntaxNode node)
    {
        var isInLambda = false;
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case GlobalStatementSyntax:
                    return isInLambda ? null : ancestor.Parent;
                case AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
                    when CallbackWords.MapMethods.Matches(call.CalledName()) || CallbackWords.TakesHandler.Matches(call.CalledName()):
                case LocalFunctionStatementSyntax:
                case MethodDeclarationSyntax:
                    return ancestor;
                case AnonymousFunctionExpressionSyntax:
                    isInLambda = true;
                    break;
            }
        }

        return null;
    }

    public static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        CompilationUnitSyntax => "Main",
        AnonymousFunctionExpressionSyntax { Parent.Parent: ArgumentListSyntax { Arguments: [{ Expression: LiteralExpressionSyntax first }, ..] } }
            when first.Token.Value is string route => route,
        AnonymousFunctionExpressionSyntax { Parent.Parent.Parent: InvocationExpressionSyntax call } => call.CalledName(),
        _ => "",
    };

    public static Location LocationOf(SyntaxNode node, SyntaxNode? place) => node switch
    {
        CompilationUnitSyntax when place is not null => place.GetLocation(),
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        LocalFunctionStatementSyntax function => function.Identifier.GetLocation(),
        { Parent.Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } => access.Name.GetLocation(),
        _ => node.GetFirstToken().GetLocation(),
    };

    /// <summary>Returns true for a method of a hub, of a service exposed as an API, or of a GraphQL type.</summary>
    private static bool IsOfService(MethodDeclarationSyntax method) =>
        method.Parent is TypeDeclarationSyntax type
        && (BaseTypes.NamesOf(type).Any(b => CallbackWords.EndpointBases.Matches(b)
                || (b == CallbackWords.ServiceBase && CallbackWords.ServiceMethods.Matches(method.Identifier.ValueText)))
            || CallbackWords.GraphTypes.Matches(type.Identifier.ValueText)
            || MentionGraph.GetValue(type, static t => new StrongBox<bool>(t.Mentions(CallbackWords.GraphAttributes))).Value);

    /// <summary>Returns true if its own type calls it: it looks like an action, but serves as a helper.</summary>
    private static bool IsHelper(MethodDeclarationSyntax method) =>
        method.Parent is { } type
            && Callers.In(type, method.Identifier.ValueText).Any(call => call.IsOwn() && !method.Span.Contains(call.Span));

    private static bool IsPublic(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.PublicKeyword) || method.Modifiers.Any(SyntaxKind.InternalKeyword);

    private static bool ReturnsResult(TypeSyntax type) => type switch
    {
        GenericNameSyntax { Identifier.ValueText: var task, TypeArgumentList.Arguments: [var inner] }
            when CallbackWords.TaskTypes.Matches(task) =>
            ReturnsResult(inner),
        NullableTypeSyntax nullable => ReturnsResult(nullable.ElementType),
        QualifiedNameSyntax qualified => ReturnsResult(qualified.Right),
        SimpleNameSyntax name => CallbackWords.ResultTypes.Matches(name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>Gets the method of a method group: a method of the containing type, or a local function in scope.</summary>
    private static SyntaxNode? Function(SyntaxNode call, string name)
    {
        foreach (var scope in call.Ancestors())
        {
            var found = scope switch
            {
                TypeDeclarationSyntax type =>
                    type.Members.OfType<MethodDeclarationSyntax>().FirstOrDefault(method => method.Identifier.ValueText == name),
                BlockSyntax block =>
                    block.Statements.OfType<LocalFunctionStatementSyntax>().FirstOrDefault(function => function.Identifier.ValueText == name),
                CompilationUnitSyntax unit =>
                    unit.Members
                        .OfType<GlobalStatementSyntax>()
                        .Select(static global => global.Statement)
                        .OfType<LocalFunctionStatementSyntax>()
                        .FirstOrDefault(function => function.Identifier.ValueText == name),
                _ => (SyntaxNode?)null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
