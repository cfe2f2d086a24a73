using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>Determines the HTTP method with which a URL is called, from the call itself.</summary>
internal static class HttpMethods
{
    /// <summary>Prefixes of the names of calls, attributes and methods, in any case.</summary>
    private static readonly string[] Known = { "GET", "POST", "PUT", "PATCH", "DELETE" };

    /// <summary>Gets the method in capitals; null if it is unknown or ambiguous.</summary>
    public static string? Of(ExpressionSyntax url)
    {
        if (OfUse(url) is { } direct)
        {
            return direct;
        }

        // A variable or constant whose uses all have the same method.
        if (url.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { Identifier.ValueText: var name } declarator
            || declarator.Initializer?.Value != Unwrap(url))
        {
            return null;
        }

        var methods = url.SyntaxTree.GetRoot().TokensNamed(name)
            .Where(token => token.Parent is IdentifierNameSyntax)
            .Select(token => ComposedText.Outermost(token.Parent!) is { } whole ? OfUse(whole) : null)
            .Distinct().ToList();
        return methods.Count == 1 ? methods[0] : null;
    }

    private static SyntaxNode Unwrap(ExpressionSyntax url) =>
        url.Parent is ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax } creation }
            ? creation
            : url;

    private static string? OfUse(ExpressionSyntax url)
    {
        for (var node = url.Parent; node is ExpressionSyntax or BaseArgumentListSyntax or ArgumentSyntax
            or AttributeSyntax or AttributeArgumentSyntax or AttributeArgumentListSyntax; node = node.Parent)
        {
            var found = node switch
            {
                // new Uri(…) does not contain it; new HttpRequestMessage(HttpMethod.Post, …) and new RestRequest(…, Method.Post) do.
                BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } => OfArguments(arguments),
                InvocationExpressionSyntax { Expression: var called } call => Start(NameOf(called)) ?? OfArguments(call.ArgumentList),
                AttributeSyntax attribute => Start(attribute.Name.ToString()),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static string? OfArguments(ArgumentListSyntax arguments) =>
        arguments.Arguments
            .Select(static argument => argument.Expression is MemberAccessExpressionSyntax { Expression: var type, Name.Identifier.ValueText: var name }
                && type.ToString() is "HttpMethod" or "Method" or "System.Net.Http.HttpMethod" or "RestSharp.Method" ? Start(name) : null)
            .FirstOrDefault(static method => method is not null);

    private static string NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    private static string? Start(string name) => Array.Find(Known, method => name.StartsWith(method, StringComparison.OrdinalIgnoreCase));
}
