using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>
/// What <c>AddHttpClient</c> says about named and typed clients: the base address is often told there alone.
/// Read once, and only when a response asks for it.
/// </summary>
internal sealed class ClientRegistrations
{
    private const string Method = "AddHttpClient";

    private readonly Compilation _compilation;
    private readonly MarkScanner _scanner;
    private readonly Lazy<Dictionary<string, MarkEvidence>> _byName;

    public ClientRegistrations(Compilation compilation, MarkScanner scanner)
    {
        _compilation = compilation;
        _scanner = scanner;
        _byName = new Lazy<Dictionary<string, MarkEvidence>>(Collect);
    }

    /// <summary>Evidence for a client by its name or by the name of the type that it is injected into; null when it is not registered here.</summary>
    public MarkEvidence? Find(string name) => _byName.Value.TryGetValue(name, out var evidence) ? evidence : null;

    private Dictionary<string, MarkEvidence> Collect()
    {
        var found = new Dictionary<string, MarkEvidence>(StringComparer.Ordinal);
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

    private void Add(Dictionary<string, MarkEvidence> found, InvocationExpressionSyntax call, SimpleNameSyntax name)
    {
        // The whole statement: ConfigureHttpClient may follow in the chain.
        var evidence = _scanner.Member(call.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode)call);
        if (name is GenericNameSyntax generic)
        {
            foreach (var type in generic.TypeArgumentList.Arguments)
            {
                found[type is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : type.ToString()] = evidence;
            }
        }

        if (call.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } argument && NameOf(argument) is { } client)
        {
            found[client] = evidence;
        }
    }

    /// <summary>A literal by its text, a constant by its name: the same way at both ends.</summary>
    public static string? NameOf(ExpressionSyntax argument) => argument switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var inner }], Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } => NameOf(inner),
        _ => null,
    };
}
