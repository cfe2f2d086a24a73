using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Methods that keep what another one got for its code: <c>var tokens = await login.RunAsync(); settings.Save(tokens);</c>. The other one waits
/// for the browser and exchanges the code, and gives the tokens back.
/// </summary>
internal static class TokenReceivers
{
    public static IEnumerable<CallbackCandidate> In(
        SyntaxNode root, SemanticModel model, CalledMethods methods, OAuthOptions options, CancellationToken cancellationToken)
    {
        CandidateFinder finder = new(model, cancellationToken);
        var calls = root.TokensWithAny(CallbackWords.TokenGiverWords, StringComparison.Ordinal)
            .Select(static token => Callers.CallOf(token.Parent)).OfType<InvocationExpressionSyntax>()
            .Where(static call => CallbackWords.TokenGivers.Matches(call.CalledName()) && VariablesOf(call).Any()).ToList();
        foreach (var call in calls)
        {
            if (call.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } owner
                && finder.At(owner) is null && methods.Of(call).Any(target => target.Body != owner && GivesTokens(target.Body)))
            {
                yield return new CallbackCandidate(
                    owner, owner.Identifier.ValueText, owner.Identifier.GetLocation(), Array.Empty<string>(), Array.Empty<string>(), Array.Empty<string>(), null)
                {
                    Tokens = VariablesOf(call).ToList(),
                    HasNoState = true,
                    IsImplicit = true,
                };
            }
        }

        bool GivesTokens(SyntaxNode target) =>
            target is MethodDeclarationSyntax { ReturnType: not PredefinedTypeSyntax { Keyword.ValueText: "void" } }
            && target.Mentions(CallbackWords.CodeMemberWords)
            && new CandidateFinder(methods.Model(target.SyntaxTree), cancellationToken).At(target) is { IsImplicit: false } candidate
            && !candidate.Parameters.Any(given => candidate.KnownCodes.Any(code => code.Name == given.Identifier.ValueText))
            && CallbackReach.Of(candidate, methods, options, inContext: true, cancellationToken) is { Exchanges: true, Save: null };
    }

    /// <summary><c>var tokens = await LoginAsync()</c>, <c>var (access, refresh) = await LoginAsync()</c>.</summary>
    private static IEnumerable<string> VariablesOf(InvocationExpressionSyntax call)
    {
        var user = call.Parent;
        while (user is AwaitExpressionSyntax or ParenthesizedExpressionSyntax
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "Result" }
            or InvocationExpressionSyntax)
        {
            user = user.Parent;
        }

        return user switch
        {
            AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax all } } =>
                all.Variables.OfType<SingleVariableDesignationSyntax>().Select(static variable => variable.Identifier.ValueText),
            _ when GivenValues.VariableSetBy(user) is { } variable => new[] { variable },
            _ => Enumerable.Empty<string>(),
        };
    }
}
