using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>
/// Refresh tokens that the application requests anew each time, as container registries want it:
/// <c>var refreshToken = await ExchangeAsync(registry); var token = await AccessAsync(refreshToken);</c>. None of them is lost.
/// </summary>
internal sealed class RequestedTokens
{
    private readonly Compilation _compilation;
    private readonly CalledMethods _methods;

    public RequestedTokens(Compilation compilation, CalledMethods methods)
    {
        _compilation = compilation;
        _methods = methods;
    }

    /// <summary>Returns true for a method that only gets such tokens.</summary>
    public bool Are(SyntaxNode member) =>
        member is MethodDeclarationSyntax { ParameterList.Parameters: var parameters } method
        && parameters.IndexOf(static parameter => TokenNames.IsRefresh(parameter.Identifier.ValueText)) is >= 0 and var ordinal
        && CallersOf(method) is { Count: > 0 } calls
        && calls.TrueForAll(call => ordinal < call.ArgumentList.Arguments.Count && IsRequested(call.ArgumentList.Arguments[ordinal].Expression));

    private List<InvocationExpressionSyntax> CallersOf(MethodDeclarationSyntax method) =>
        Callers.In(_compilation, method.Identifier.ValueText).Where(call => _methods.Of(call).Any(called => called.Body == method)).ToList();

    /// <summary>Returns true for a variable that nothing else uses: code that stores it would store a token that is exchanged next.</summary>
    private bool IsRequested(ExpressionSyntax given) =>
        given is IdentifierNameSyntax { Identifier.ValueText: var variable }
        && CarriedGrants.Scope(given).TokensNamed(variable).Where(static token => token.Parent is VariableDeclaratorSyntax or IdentifierNameSyntax)
            .Select(static token => token.Parent!).ToList() is { Count: > 0 } places
        && places.TrueForAll(place => place == given || (place is VariableDeclaratorSyntax { Initializer.Value: var value }
            && value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(Requests)));

    /// <summary>Returns true for a call of a method of the project that requests a refresh token without having one, nor a code.</summary>
    private bool Requests(InvocationExpressionSyntax call) =>
        _methods.Of(call) is [{ Body: MethodDeclarationSyntax method }]
        && TokenNames.In(method).Any(static token => token.IsText() && TokenNames.IsRefresh(token) && TokenNames.OwnerOf(token) is not null)
        && TokenSends.SendsItself(method)
        && (GrantTexts.In(method) & (Grants.RefreshToken | Grants.AuthorizationCode)) == 0;
}
