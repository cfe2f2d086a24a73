using System.Collections.Concurrent;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// The addresses of clients that a type holds in a field or property: those that it creates them with, or sets as the base address, wherever it does.
/// </summary>
internal sealed class HeldClients
{
    /// <summary>The member of a client with its address.</summary>
    private const string BaseAddress = "BaseAddress";

    /// <summary>The member of a client with the headers that it sends with every request.</summary>
    private const string Headers = "DefaultRequestHeaders";

    /// <summary>The method of RestSharp that adds one.</summary>
    private const string AddHeader = "AddDefaultHeader";

    /// <summary>The method of IdentityModel that adds one with a token.</summary>
    private const string SetToken = "SetBearerToken";

    /// <summary>Parts of the names of headers by which an API recognizes the application that calls it, besides those of tokens.</summary>
    private static readonly WordTable Credentials = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Authorization", "Api-Key", "Api_Key", "ApiKey");

    private readonly SourceMethods _methods;
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<(SyntaxNode Address, bool IsAuthorized)>> _addresses = new(SymbolEqualityComparer.Default);

    public HeldClients(SourceMethods methods) => _methods = methods;

    /// <summary>
    /// Gets the code with the addresses, and whether the member around it gives the client a header with credentials: an address that looks like
    /// an API may be a public one otherwise.
    /// </summary>
    public IEnumerable<(SyntaxNode Address, bool IsAuthorized)> AddressesFor(IInvocationOperation call) =>
        call.Receiver()?.Unwrap().VariableOrProperty() is { Kind: SymbolKind.Field or SymbolKind.Property } client && !NamesHost(call)
            ? _addresses.GetOrAdd(client, FindAddresses)
            : Enumerable.Empty<(SyntaxNode, bool)>();

    private static bool NamesHost(IInvocationOperation call) =>
        call.Arguments.SelectMany(CallUrls.TextsOf).Any(static text => UrlText.Host(text) is not null);

    private IReadOnlyList<(SyntaxNode Address, bool IsAuthorized)> FindAddresses(ISymbol client) =>
        AddressesOf(client).Select(address => (address, SetsCredentials(ResponseMarks.Member(address), client.Name))).ToList();

    /// <summary>Looks at the headers of the client itself, and at those of the parameter or variable that is assigned to it.</summary>
    private static bool SetsCredentials(SyntaxNode member, string client) => member.TokensNamed(client).Any(name =>
        SetsCredentialsAt(name) || Given(name) switch
        {
            BaseObjectCreationExpressionSyntax { Initializer.Expressions: var members } =>
                members.Any(static set => set is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: Headers } } && IsCredential(set)),
            IdentifierNameSyntax { Identifier: var source } => member.TokensNamed(source.ValueText).Any(SetsCredentialsAt),
            _ => false,
        });

    private static bool SetsCredentialsAt(SyntaxToken client) => MemberUsedAt(client) is { } access && access.Name.Identifier.ValueText switch
    {
        Headers => access.Parent is MemberAccessExpressionSyntax { Parent: var header } && IsCredential(header),
        AddHeader => IsCredential(access.Parent),
        SetToken => true,
        _ => false,
    };

    /// <summary>
    /// <c>headers.Add("X-Api-Key", key)</c>, <c>headers.Authorization = value</c>, and the same in an initializer:
    /// <c>DefaultRequestHeaders = { { "X-Api-Key", key } }</c>.
    /// </summary>
    private static bool IsCredential(SyntaxNode? set) => set switch
    {
        InvocationExpressionSyntax { ArgumentList.Arguments: [var header, ..] } => NamesCredential(header),
        AssignmentExpressionSyntax { Right: InitializerExpressionSyntax { Expressions: var headers } } => headers.Any(IsCredential),
        AssignmentExpressionSyntax { Left: var header } => NamesCredential(header),
        InitializerExpressionSyntax { Expressions: [var header, ..] } => NamesCredential(header),
        _ => false,
    };

    /// <summary>The name of a header is a text, or a constant's name: <c>HeaderNames.Authorization</c>.</summary>
    private static bool NamesCredential(SyntaxNode header) =>
        header.GetLastToken().ValueText is var name && (Credentials.Matches(name) || MarkScanner.SendsToken(name));

    private IEnumerable<SyntaxNode> AddressesOf(ISymbol client)
    {
        foreach (var part in client.ContainingType.DeclaringSyntaxReferences.Where(part => _methods.Contains(part.SyntaxTree)))
        {
            foreach (var name in part.GetSyntax().TokensNamed(client.Name))
            {
                if (AddressGivenAt(name) is { } address)
                {
                    yield return address;
                }
            }
        }
    }

    /// <summary>
    /// <c>_client = new RestClient(url)</c>, the same as an initializer, <c>_client.BaseAddress = new Uri(url)</c>, and the latter for the
    /// parameter or variable that is assigned: <c>_client = client</c>.
    /// </summary>
    private static ExpressionSyntax? AddressGivenAt(SyntaxToken name) => Given(name) switch
    {
        BaseObjectCreationExpressionSyntax created => created,
        IdentifierNameSyntax { Identifier: var source } => ResponseMarks.Member(name.Parent!).TokensNamed(source.ValueText)
            .Select(static other => BaseAddressSetAt(other)).FirstOrDefault(static address => address is not null),
        _ => BaseAddressSetAt(name),
    };

    private static ExpressionSyntax? Given(SyntaxToken name) => name.Parent switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        var other => SourceMethods.ValueAssignedTo(other),
    };

    private static ExpressionSyntax? BaseAddressSetAt(SyntaxToken client) =>
        MemberUsedAt(client) is { Name.Identifier.ValueText: BaseAddress } access
            && access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access
                ? assignment.Right
                : null;

    /// <summary><c>_client.BaseAddress</c>, <c>this._client.BaseAddress</c>: gets the access to a member of the client.</summary>
    private static MemberAccessExpressionSyntax? MemberUsedAt(SyntaxToken client)
    {
        var target = client.Parent is { Parent: MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own } ? own : client.Parent;
        return target?.Parent is MemberAccessExpressionSyntax access && access.Expression == target ? access : null;
    }
}
