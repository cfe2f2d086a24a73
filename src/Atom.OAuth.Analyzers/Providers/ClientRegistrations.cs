using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>
/// The registrations of named and typed clients with <c>AddHttpClient</c>, and the calls of Refit and RestEase that register or create the interfaces
/// they implement. They are often the only place with the base address. Collected once, when the first response requires them.
/// </summary>
internal sealed class ClientRegistrations
{
    private static readonly string[] Methods =
    {
        "AddHttpClient", "AddRefitClient", "AddKeyedRefitClient", "AddRefitGeneratedClient", "AddKeyedRefitGeneratedClient", "AddRestEaseClient",
        "UseWithRestEaseClient",
    };

    /// <summary>Names of methods that create a client; they count only on <see cref="TypesOfMakers"/>, because they are everyday words.</summary>
    private static readonly string[] Makers = { "For", "ForGenerated" };

    /// <summary>The types that declare such methods.</summary>
    private static readonly string[] TypesOfMakers = { "RestService", "RestClient" };

    /// <summary>Methods that register a service, among them the client that all types share.</summary>
    private static readonly string[] Registrars =
    {
        "AddScoped", "AddSingleton", "AddTransient", "TryAddScoped", "TryAddSingleton", "TryAddTransient",
    };

    /// <summary>The type of a client.</summary>
    private const string Client = "HttpClient";

    private readonly Compilation _compilation;
    private readonly Lazy<Dictionary<string, SyntaxNode>> _byName;
    private readonly Lazy<SyntaxNode?> _default;

    public ClientRegistrations(Compilation compilation)
    {
        _compilation = compilation;
        _byName = new Lazy<Dictionary<string, SyntaxNode>>(Collect);
        _default = new Lazy<SyntaxNode?>(FindDefault);
    }

    /// <summary>
    /// The only registration of a client for all types that have none of their own: <c>AddScoped(_ =&gt; new HttpClient { BaseAddress = … })</c>.
    /// </summary>
    public SyntaxNode? Default => _default.Value;

    /// <summary>
    /// Gets the registration of a client by its name, or by the name of the type that it is injected into; null if it is not registered here.
    /// </summary>
    public SyntaxNode? Find(string name) => _byName.Value.TryGetValue(name, out var registration) ? registration : null;

    /// <summary>Returns true if the project creates the type itself, or registers it with a factory, which may give it a client of its own.</summary>
    public bool IsCreated(string type) => _compilation.SyntaxTrees
        .SelectMany(tree => tree.GetRoot().TokensNamed(type))
        .Any(static token => token.Parent?.Parent is ObjectCreationExpressionSyntax
            or TypeArgumentListSyntax { Parent.Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } } });

    private SyntaxNode? FindDefault()
    {
        var found = _compilation.SyntaxTrees.Select(static tree => tree.GetRoot())
            .Where(static root => root.Mentions(Registrars))
            .SelectMany(static root => root.TokensNamed(Client))
            .Select(static name => name.Parent is IdentifierNameSyntax { Parent: ObjectCreationExpressionSyntax created } ? RegistrarAround(created) : null)
            .OfType<SyntaxNode>()
            .Take(2)
            .ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>Gets the call that is given the client, or a factory that returns it.</summary>
    private static InvocationExpressionSyntax? RegistrarAround(ObjectCreationExpressionSyntax client)
    {
        var given = client.Parent is AnonymousFunctionExpressionSyntax factory ? factory : (SyntaxNode)client;
        return given.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && Array.IndexOf(Registrars, call.CalledName()) >= 0
            ? call
            : null;
    }

    private Dictionary<string, SyntaxNode> Collect()
    {
        var found = new Dictionary<string, SyntaxNode>(StringComparer.Ordinal);
        foreach (var tree in _compilation.SyntaxTrees)
        {
            var root = tree.GetRoot();
            foreach (var token in Methods.SelectMany(method => root.TokensNamed(method)).Concat(MakersIn(root)))
            {
                if (token.Parent is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name && access.Name == name)
                {
                    Add(found, access, name);
                }
            }
        }

        return found;
    }

    /// <summary>Finds <c>RestService.For&lt;ISlackApi&gt;</c>, as a call or a method group.</summary>
    private static IEnumerable<SyntaxToken> MakersIn(SyntaxNode root) => root.Mentions(TypesOfMakers)
        ? Makers.SelectMany(maker => root.TokensNamed(maker)).Where(static token => token.Parent?.Parent is MemberAccessExpressionSyntax access
            && Array.IndexOf(TypesOfMakers, access.Expression.GetLastToken().ValueText) >= 0)
        : Enumerable.Empty<SyntaxToken>();

    private static void Add(Dictionary<string, SyntaxNode> found, MemberAccessExpressionSyntax method, SimpleNameSyntax name)
    {
        var registration = RegistrationAround(method);
        if (name is GenericNameSyntax generic)
        {
            foreach (var type in generic.TypeArgumentList.Arguments)
            {
                found[LastName(type)] = registration;
            }
        }

        if ((method.Parent as InvocationExpressionSyntax)?.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } argument
            && (argument is TypeOfExpressionSyntax || !IsMaker(name))
            && NameOf(argument) is { } client)
        {
            found[client] = registration;
        }
    }

    /// <summary>Such a method takes an address or a client, but no name.</summary>
    private static bool IsMaker(SimpleNameSyntax name) => Array.IndexOf(Makers, name.Identifier.ValueText) >= 0;

    /// <summary>
    /// The whole statement, because ConfigureHttpClient may follow in the chain. In a factory, other statements may precede the one that returns
    /// the client.
    /// </summary>
    private static SyntaxNode RegistrationAround(MemberAccessExpressionSyntax method) =>
        method.FirstAncestorOrSelf<StatementSyntax>() switch
        {
            null => method.Parent as InvocationExpressionSyntax ?? (SyntaxNode)method,
            ReturnStatementSyntax { Parent: BlockSyntax { Parent: AnonymousFunctionExpressionSyntax factory } } => factory,
            var statement => statement,
        };

    private static string LastName(TypeSyntax type) => type is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : type.ToString();

    /// <summary>Literals are represented by their text, constants by their name, both at the registration and at the use.</summary>
    public static string? NameOf(ExpressionSyntax argument) => argument switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        TypeOfExpressionSyntax type => LastName(type.Type),
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var inner }], Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } =>
            NameOf(inner),
        _ => null,
    };
}
