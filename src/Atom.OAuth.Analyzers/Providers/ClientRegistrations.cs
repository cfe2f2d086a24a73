using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>
/// The registrations of named and typed clients with <c>AddHttpClient</c>, which often are the only place with the base address.
/// Collected once, when the first response requires them.
/// </summary>
internal sealed class ClientRegistrations
{
    private const string Method = "AddHttpClient";

    private readonly Compilation _compilation;
    private readonly Lazy<Dictionary<string, SyntaxNode>> _byName;

    public ClientRegistrations(Compilation compilation)
    {
        _compilation = compilation;
        _byName = new Lazy<Dictionary<string, SyntaxNode>>(Collect);
    }

    /// <summary>
    /// Gets the registration of a client by its name, or by the name of the type that it is injected into; null if it is not registered here.
    /// </summary>
    public SyntaxNode? Find(string name) => _byName.Value.TryGetValue(name, out var registration) ? registration : null;

    private Dictionary<string, SyntaxNode> Collect()
    {
        var found = new Dictionary<string, SyntaxNode>(StringComparer.Ordinal);
        foreach (var tree in _compilation.SyntaxTrees)
        {
            foreach (var call in Callers.In(tree.GetRoot(), Method))
            {
                if (call.Expression is MemberAccessExpressionSyntax { Name: var name })
                {
                    Add(found, call, name);
                }
            }
        }

        return found;
    }

    private static void Add(Dictionary<string, SyntaxNode> found, InvocationExpressionSyntax call, SimpleNameSyntax name)
    {
        // The whole statement, because ConfigureHttpClient may follow in the chain.
        var registration = call.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode)call;
        if (name is GenericNameSyntax generic)
        {
            foreach (var type in generic.TypeArgumentList.Arguments)
            {
                found[type is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : type.ToString()] = registration;
            }
        }

        if (call.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } argument && NameOf(argument) is { } client)
        {
            found[client] = registration;
        }
    }

    /// <summary>Literals are represented by their text, constants by their name, both at the registration and at the use.</summary>
    public static string? NameOf(ExpressionSyntax argument) => argument switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var inner }], Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } =>
            NameOf(inner),
        _ => null,
    };
}
