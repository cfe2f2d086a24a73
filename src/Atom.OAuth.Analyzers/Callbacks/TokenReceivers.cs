using System.Collections.Concurrent;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Methods that store the result of another method's exchange: <c>var tokens = await login.RunAsync(); settings.Save(tokens);</c>. The other
/// method waits for the redirect, exchanges the code and returns the tokens.
/// </summary>
internal sealed class TokenReceivers
{
    /// <summary>The method of ASP.NET Core that returns a scheme's result.</summary>
    private const string Authentication = "AuthenticateAsync";

    /// <summary>The type that declares the name of OpenIddict's scheme.</summary>
    private const string LibrarysDefaults = "OpenIddictClientAspNetCoreDefaults";

    private readonly CalledMethods _methods;
    private readonly OAuthOptions _options;

    // Many callers may get a token from the same method.
    private readonly ConcurrentDictionary<SyntaxNode, bool> _givers = new();

    public TokenReceivers(CalledMethods methods, OAuthOptions options)
    {
        _methods = methods;
        _options = options;
    }

    public IEnumerable<CallbackCandidate> In(SyntaxNode root, CandidateFinder finder, CancellationToken cancellationToken) =>
        from token in root.TokensOfNames(CallbackWords.TokenGiverWords, static name => name.MayBeCalled && CallbackWords.TokenGivers.Matches(name.Value))
        let call = Callers.CallOf(token.Parent)
        where call is not null
        let variables = VariablesOf(call).ToList()
        let owner = call.FirstAncestorOrSelf<MethodDeclarationSyntax>()
        where variables.Count > 0 && owner is not null
            && (IsLoginOfLibrary(call) || _methods.Of(call).Any(target => target.Body != owner && GivesTokens(target.Body, cancellationToken)))
            && finder.At(owner) is null
        group variables by owner into got
        select new CallbackCandidate(got.Key, got.Key.Identifier.ValueText, got.Key.Identifier.GetLocation(), Nothing, Nothing, Nothing, Code: null)
        {
            Tokens = got.SelectMany(static variables => variables).ToList(),
            HasNoState = true,
            IsImplicit = true,
        };

    private static string[] Nothing => Array.Empty<string>();

    private bool GivesTokens(SyntaxNode target, CancellationToken cancellationToken) => _givers.GetOrAdd(target, method =>
        method is MethodDeclarationSyntax
        && method.Mentions(CallbackWords.CodeMemberWords)
        && new CandidateFinder(_methods.Model(method.SyntaxTree), cancellationToken).At(method) is { IsImplicit: false } candidate
        && !candidate.Parameters.Any(given => candidate.KnownCodes.Any(code => code.Name == given.Identifier.ValueText))
        && CallbackReach.Of(candidate, _methods, _options, inContext: true, cancellationToken) is { Exchanges: true, Save: null });

    /// <summary>
    /// OpenIddict's client exchanges the code but stores nothing: the result in the application's callback endpoint contains the tokens.
    /// </summary>
    private static bool IsLoginOfLibrary(InvocationExpressionSyntax call) =>
        call.CalledName() == Authentication
        && call.ArgumentList.Arguments is [{ Expression: MemberAccessExpressionSyntax { Expression: var defaults } }]
        && defaults.GetLastToken().ValueText == LibrarysDefaults;

    /// <summary><c>var tokens = await LoginAsync()</c>, <c>var (access, refresh) = await LoginAsync()</c>.</summary>
    private static IEnumerable<string> VariablesOf(InvocationExpressionSyntax call) => Awaiting.UserOf(call, IsParenthesizedOrResult) switch
    {
        AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax all } } =>
            all.Variables.OfType<SingleVariableDesignationSyntax>().Select(static variable => variable.Identifier.ValueText),
        var user when GivenValues.VariableSetBy(user) is { } variable => new[] { variable },
        _ => Enumerable.Empty<string>(),
    };

    private static bool IsParenthesizedOrResult(SyntaxNode user) =>
        user is ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" };
}
