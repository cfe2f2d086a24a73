using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>Whose server the base address of a client names.</summary>
internal enum ClientOwner
{
    Unknown,

    /// <summary>That of the developer's own machine, where a provider's server may run as well.</summary>
    Developer,

    /// <summary>That from which the browser loaded the application.</summary>
    Application,
}

/// <summary>Clients whose base address is one of the application's own.</summary>
internal static class OwnClients
{
    /// <summary>The member of a client with its address.</summary>
    public const string BaseAddress = "BaseAddress";

    /// <summary>The host of the developer's own machine.</summary>
    private static readonly WordTable Developers = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "localhost", "127.0.0.1");

    /// <summary>Suffixes of code that gets the address from which the browser loaded the application, or to which it sent a request.</summary>
    private static readonly WordTable Applications = new(
        WordMatch.End, StringComparison.OrdinalIgnoreCase, "HostEnvironment.BaseAddress", "NavigationManager.BaseUri", "NavManager.BaseUri",
        "RequestUri.Authority");

    /// <summary>Gets the owner of the address that the code gives to a client: a registration, or the member that creates it.</summary>
    public static ClientOwner OwnerIn(SyntaxNode code) => code.TokensNamed(BaseAddress)
        .Select(static name => AddressGivenTo(name.Parent))
        .OfType<ExpressionSyntax>()
        .Select(OwnerOf)
        .DefaultIfEmpty(ClientOwner.Unknown)
        .Max();

    /// <summary>Gets the owner of the address that a member gives to a variable with a client.</summary>
    public static ClientOwner OwnerOf(string client, SyntaxNode member) => member.TokensNamed(client)
        .Select(static name => name.Parent switch
        {
            IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Name: { Identifier.ValueText: BaseAddress } address } access } variable
                when access.Expression == variable => AddressGivenTo(address),
            VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { Initializer.Expressions: var members } } =>
                members.OfType<AssignmentExpressionSyntax>().Select(static set => AddressGivenTo(set.Left)).FirstOrDefault(static given => given is not null),
            _ => null,
        })
        .OfType<ExpressionSyntax>()
        .Select(OwnerOf)
        .DefaultIfEmpty(ClientOwner.Unknown)
        .Max();

    /// <summary><c>client.BaseAddress = new Uri(…)</c>, or the same in an initializer.</summary>
    private static ExpressionSyntax? AddressGivenTo(SyntaxNode? name)
    {
        var target = name?.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return name is IdentifierNameSyntax { Identifier.ValueText: BaseAddress }
            && target?.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target
            ? assignment.Right
            : null;
    }

    /// <summary>
    /// An address may have an alternative, for development or for a deployment. Both have to be the application's own, but an application
    /// that uses the address it was loaded from as a default has its own server in mind: <c>settings["Api"] ?? host.BaseAddress</c>.
    /// </summary>
    private static ClientOwner OwnerOf(ExpressionSyntax address) => address.Inner() switch
    {
        BinaryExpressionSyntax choice when choice.IsKind(SyntaxKind.CoalesceExpression) =>
            OwnerOf(choice.Right) is ClientOwner.Application ? ClientOwner.Application : Common(choice.Left, choice.Right),
        ConditionalExpressionSyntax choice => Common(choice.WhenTrue, choice.WhenFalse),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => OwnerOf(sum.Left),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var given }, ..] } => OwnerOf(given),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var changed } } => OwnerOf(changed),
        InterpolatedStringExpressionSyntax { Contents: [InterpolationSyntax { Expression: var start }, ..] } => OwnerOf(start),
        MemberAccessExpressionSyntax member when Applications.Matches(member.ToString()) => ClientOwner.Application,
        LiteralExpressionSyntax or InterpolatedStringExpressionSyntax when address.DescendantTokens().FirstOrDefault(static token => token.IsText()) is var text
            && UrlText.Host(text.ValueText ?? "") is { } host && Developers.Matches(host) => ClientOwner.Developer,
        _ => ClientOwner.Unknown,
    };

    private static ClientOwner Common(ExpressionSyntax one, ExpressionSyntax other) => (ClientOwner)Math.Min((int)OwnerOf(one), (int)OwnerOf(other));
}
