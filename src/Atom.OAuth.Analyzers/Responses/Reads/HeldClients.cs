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

    /// <summary>Parts of the keys of headers and parameters by which an API recognizes the application that calls it.</summary>
    private static readonly WordTable Credentials = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Authorization", "Bearer", "Api-Key", "Api_Key", "ApiKey", "Access-Token", "Access_Token");

    private static readonly string[] CredentialWords = WordTable.SearchWords(StringComparison.OrdinalIgnoreCase, Credentials);

    private readonly SourceMethods _methods;

    public HeldClients(SourceMethods methods) => _methods = methods;

    /// <summary>
    /// Gets the code with the addresses, and whether the code around it sets credentials for the client: an address that looks like an API may be
    /// a public one otherwise.
    /// </summary>
    public IEnumerable<(SyntaxNode Address, bool IsAuthorized)> AddressesFor(IInvocationOperation call) =>
        call.Receiver()?.Unwrap().VariableOrProperty() is { Kind: SymbolKind.Field or SymbolKind.Property } client && !NamesHost(call)
            ? AddressesOf(client).Select(static address => (address, SetsCredentials(ResponseMarks.Member(address))))
            : Enumerable.Empty<(SyntaxNode, bool)>();

    private static bool NamesHost(IInvocationOperation call) =>
        call.Arguments.SelectMany(CallUrls.TextsOf).Any(static text => UrlText.Host(text) is not null);

    private static bool SetsCredentials(SyntaxNode member) => member.TokensWithAny(CredentialWords).Any(static token =>
        (token.IsText() || token.Parent is IdentifierNameSyntax) && Credentials.Matches(token.ValueText));

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
        client.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: BaseAddress } access } target
            && access.Expression == target
            && access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access
                ? assignment.Right
                : null;
}
