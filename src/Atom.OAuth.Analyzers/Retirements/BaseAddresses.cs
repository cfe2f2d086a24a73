using System.Collections.Concurrent;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>
/// The base addresses that a path may be relative to: those that the type itself sets on its client, and those in the registration of a typed,
/// named or Refit client, in any file. Addresses have no scheme.
/// </summary>
internal sealed class BaseAddresses
{
    /// <summary>Calls that register a client, or create one for an interface.</summary>
    private static readonly string[] Registrations = { "AddHttpClient", "AddTypedClient", "AddRefitClient", "RestService" };

    /// <summary>Members that contain a client's base address.</summary>
    private static readonly string[] Members = { "BaseAddress", "BaseUrl", "BaseUri" };

    /// <summary>Suffixes of types whose constructor takes a base address.</summary>
    private static readonly WordTable Clients = new(WordMatch.End, StringComparison.Ordinal, "Client", "ClientOptions");

    /// <summary>Parts of the names of variables that contain a base address.</summary>
    private static readonly string[] Names = { "base", "host", "root" };

    private readonly Compilation _compilation;
    private readonly Lazy<Dictionary<string, HashSet<string>>> _byClient;
    private readonly ConcurrentDictionary<SyntaxNode, string[]> _byType = new();

    public BaseAddresses(Compilation compilation)
    {
        _compilation = compilation;
        _byClient = new Lazy<Dictionary<string, HashSet<string>>>(Collect);
    }

    /// <summary>Gets the addresses for a path; none if they are on several servers, because it is unknown which one the path is for.</summary>
    public IEnumerable<string> For(ExpressionSyntax path)
    {
        if (ClientOf(path) is { } client && _byClient.Value.TryGetValue(client, out var named))
        {
            return OfOneServer(named);
        }

        var scope = path.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? path.SyntaxTree.GetRoot();
        return _byType.GetOrAdd(scope, OfType);
    }

    private string[] OfType(SyntaxNode type)
    {
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var token in type.TokensWith(UrlText.AfterScheme))
        {
            if (token.IsText() && token.Parent is ExpressionSyntax literal && RetiredUrls.WithoutScheme(token.ValueText) is { } address)
            {
                if (IsGivenToClient(literal))
                {
                    given.Add(address);
                }
                else if (literal.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { } variable
                    && variable.Initializer?.Value == literal
                    && AnyCase.ContainsAny(variable.Identifier.ValueText, Names))
                {
                    named.Add(address);
                }
            }
        }

        foreach (var name in NamesOf(type))
        {
            if (_byClient.Value.TryGetValue(name, out var registered))
            {
                given.UnionWith(registered);
            }
        }

        return OfOneServer(given.Count > 0 ? given : named);
    }

    /// <summary>Gets the type's own name, for a typed or Refit client, and those of the named clients that it creates.</summary>
    private static IEnumerable<string> NamesOf(SyntaxNode type)
    {
        if (type is TypeDeclarationSyntax { Identifier.ValueText: var own })
        {
            yield return own;
        }

        foreach (var token in type.TokensNamed("CreateClient"))
        {
            if (token.Parent?.Parent?.Parent is InvocationExpressionSyntax call && NameOf(call) is { } name)
            {
                yield return name;
            }
        }
    }

    /// <summary>Gets the named client on which the call with the path is made, if the same method creates it.</summary>
    private static string? ClientOf(ExpressionSyntax path)
    {
        if (path.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent is not InvocationExpressionSyntax call
            || call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver })
        {
            return null;
        }

        return receiver switch
        {
            InvocationExpressionSyntax direct => NameOf(direct),
            IdentifierNameSyntax { Identifier.ValueText: var variable } => path.FirstAncestorOrSelf<MemberDeclarationSyntax>()?
                .TokensNamed(variable)
                .Select(static token => token.Parent is VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax made }
                    ? NameOf(made)
                    : null)
                .FirstOrDefault(static name => name is not null),
            _ => null,
        };
    }

    private static string? NameOf(InvocationExpressionSyntax call) =>
        call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateClient" }, ArgumentList.Arguments: [{ Expression: var name }] }
            ? ClientRegistrations.NameOf(name)
            : null;

    private static bool IsGivenToClient(ExpressionSyntax literal)
    {
        var value = literal.Parent is ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax uri } && IsUri(uri) ? uri : literal;
        return value.Parent switch
        {
            AssignmentExpressionSyntax { Left: var member } => Array.IndexOf(Members, LastName(member)) >= 0,
            ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax { Type: var type } } => EndsAsClient(LastName(type)),
            ArgumentSyntax { Parent.Parent: ImplicitObjectCreationExpressionSyntax made } => EndsAsClient(DeclaredType(made)),
            ArgumentSyntax { Parent.Parent: ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax } => true,
            _ => false,
        };
    }

    private static bool IsUri(BaseObjectCreationExpressionSyntax creation) =>
        creation is ObjectCreationExpressionSyntax { Type: var type } ? LastName(type) == "Uri" : creation.Parent is AssignmentExpressionSyntax;

    private static bool EndsAsClient(string? type) => type is not null && Clients.Matches(type);

    /// <summary>Gets the type of the variable or field to which <c>new(…)</c> is assigned.</summary>
    private static string? DeclaredType(SyntaxNode creation) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } } } => LastName(type),
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Type: var type } } => LastName(type),
        _ => null,
    };

    private static string? LastName(SyntaxNode? node) => node switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        GenericNameSyntax generic => generic.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => LastName(nullable.ElementType),
        _ => null,
    };

    private static string[] OfOneServer(IEnumerable<string> addresses)
    {
        var all = addresses.ToArray();
        return all.Select(HostOf).Distinct(StringComparer.OrdinalIgnoreCase).Count() <= 1 ? all : Array.Empty<string>();
    }

    private static string HostOf(string address) => address.IndexOf('/') is var slash and >= 0 ? address.Substring(0, slash) : address;

    private Dictionary<string, HashSet<string>> Collect()
    {
        var found = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var tree in _compilation.SyntaxTrees)
        {
            foreach (var token in tree.GetRoot().TokensWithAny(Registrations, StringComparison.Ordinal))
            {
                if (Array.IndexOf(Registrations, token.ValueText) >= 0
                    && token.Parent?.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call, Name: var method })
                {
                    Add(found, call, method);
                }
            }
        }

        return found;
    }

    private void Add(Dictionary<string, HashSet<string>> found, InvocationExpressionSyntax call, SimpleNameSyntax name)
    {
        var addresses = AddressesIn(call.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode)call).ToList();
        if (addresses.Count == 0)
        {
            return;
        }

        var clients = name is GenericNameSyntax generic ? generic.TypeArgumentList.Arguments.Select(LastName) : Enumerable.Empty<string?>();
        if (call.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } first)
        {
            clients = clients.Append(ClientRegistrations.NameOf(first));
        }

        foreach (var client in clients.OfType<string>())
        {
            if (!found.TryGetValue(client, out var known))
            {
                found[client] = known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            }

            known.UnionWith(addresses);
        }
    }

    /// <summary>Gets the addresses in a registration, as literals or constants.</summary>
    private IEnumerable<string> AddressesIn(SyntaxNode registration)
    {
        foreach (var token in registration.DescendantTokens())
        {
            if (token.IsText()
                && token.ValueText.IndexOf(UrlText.AfterScheme, StringComparison.Ordinal) > 0
                && RetiredUrls.WithoutScheme(token.ValueText) is { } address)
            {
                yield return address;
            }
        }

        foreach (var uri in registration.DescendantNodes().OfType<ObjectCreationExpressionSyntax>())
        {
            if (LastName(uri.Type) == "Uri"
                && uri.ArgumentList?.Arguments.FirstOrDefault()?.Expression is { } value
                && LastName(value) is { } constant
                && ConstantNamed(constant) is { } known)
            {
                yield return known;
            }
        }
    }

    /// <summary>Gets the address of the only constant with that name; null if there is none, or several that differ.</summary>
    private string? ConstantNamed(string name)
    {
        var all = _compilation.SyntaxTrees.Where(static tree => MentionedHosts.In(tree) != 0)
            .SelectMany(tree => tree.GetRoot().TokensNamed(name))
            .Select(static token => token.Parent is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax literal }
                && literal.Token.IsText()
                ? RetiredUrls.WithoutScheme(literal.Token.ValueText)
                : null)
            .OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return all.Count == 1 ? all[0] : null;
    }
}
