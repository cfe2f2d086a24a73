using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>The names that identify retries, and those that exclude a request from them.</summary>
internal static class RetryWords
{
    /// <summary>Parts of the names of a retry's counters, delays and helpers.</summary>
    public static readonly NameTable Names = new("Retry", "Retries", "Retried", "Attempt", "Tries", "Try $", "Backoff", "Back Off", "Retrier");

    /// <summary>Those that count the first attempt as well.</summary>
    public static readonly NameTable Runs = new("Attempt", "Tries", "Try $");

    /// <summary>Each of these names contains one of these words.</summary>
    public static readonly string[] SearchWords = { "retry", "retries", "retried", "attempt", "tries", "try", "backoff", "back_off", "retrier" };

    /// <summary>Polly's calls that make a policy or pipeline retry.</summary>
    private static readonly HashSet<string> PolicyCalls = new(StringComparer.Ordinal)
    {
        "Retry", "RetryAsync", "RetryForever", "RetryForeverAsync", "WaitAndRetry", "WaitAndRetryAsync", "WaitAndRetryForever",
        "WaitAndRetryForeverAsync", "AddRetry", "AddHedging",
    };

    /// <summary>Members that exclude POST, or individual requests, from retries.</summary>
    private static readonly HashSet<string> Exclusions = new(StringComparer.Ordinal)
    {
        "DisableFor", "DisableForUnsafeHttpMethods", "HttpMethod", "Method", "IsIdempotent", "Idempotent", "AbsolutePath", "RequestUri",
    };

    /// <summary>The response for a request that was not processed.</summary>
    private static readonly HashSet<string> TooMany = new(StringComparer.Ordinal) { "TooManyRequests", "429" };

    /// <summary>Failures to connect: the request was not sent.</summary>
    private static readonly HashSet<string> Unreached = new(StringComparer.Ordinal)
    {
        "ConnectionRefused", "HostNotFound", "HostUnreachable", "NetworkUnreachable", "ConnectFailure", "NameResolutionFailure",
        "NameResolutionError", "ConnectionError",
    };

    /// <summary>Failures after which it is unknown whether the request was processed. Unity calls every failure a ConnectionError.</summary>
    private static readonly HashSet<string> Lost = new(StringComparer.Ordinal)
    {
        "HandleTransientHttpError", "OrTransientHttpError", "OrTransientHttpStatusCode",
        "IOException", "TaskCanceledException", "TimeoutException", "TimeoutRejectedException", "TimedOut", "ConnectionReset", "ConnectionAborted",
        "ResponseEnded", "ReceiveFailure", "UnityWebRequest", "InternalServerError", "ServiceUnavailable", "BadGateway", "GatewayTimeout",
        "RequestTimeout", "IsSuccessStatusCode", "500", "502", "503",
    };

    /// <summary>Those, and failures that may be of either kind.</summary>
    private static readonly HashSet<string> OtherFailures = new(
        Lost.Concat(new[] { "Handle", "HandleInner", "Or", "HttpRequestException", "Exception" }), StringComparer.Ordinal);

    public static bool AreIn(SyntaxNode code) =>
        Tokens(code, SearchWords).Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && Names.Matches(token.ValueText));

    /// <summary>Returns true if a Polly policy retries every request, and not only after 429.</summary>
    public static bool ResendsByPolicy(IReadOnlyList<SyntaxNode> definition) =>
        definition.Any(static part => Has(part, PolicyCalls))
            && !definition.Any(static part => Has(part, Exclusions))
            && !IsForTooManyOnly(definition)
            && !IsForUnreachedOnly(definition);

    /// <summary>Returns true if POST, or individual requests, are excluded.</summary>
    public static bool ExcludesRequests(SyntaxNode code) => Has(code, Exclusions);

    /// <summary>The request is only retried if it was not processed, which is debatable and therefore not reported.</summary>
    public static bool IsForTooManyOnly(IReadOnlyList<SyntaxNode> code) =>
        code.Any(static part => Has(part, TooMany)) && !code.Any(static part => Has(part, OtherFailures));

    /// <summary>The request is only retried if it was never sent.</summary>
    private static bool IsForUnreachedOnly(IReadOnlyList<SyntaxNode> code) =>
        code.Any(static part => Has(part, Unreached)) && !code.Any(static part => Has(part, Lost));

    /// <summary>Returns true if the code mentions a failure after which the request is known not to have been processed.</summary>
    public static bool MentionsUnserved(SyntaxNode code) => Has(code, TooMany) || Has(code, Unreached);

    /// <summary>Returns true for a condition that holds only after such a failure.</summary>
    public static bool TellsUnserved(SyntaxNode condition) => Has(condition, TooMany) || (Has(condition, Unreached) && !Has(condition, Lost));

    private static bool Has(SyntaxNode code, HashSet<string> words) =>
        Tokens(code, words.ToArray()).Any(token => token.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.NumericLiteralToken
            && words.Contains(token.Text)
            && !IsLogged(token));

    /// <summary><c>logger.LogWarning("Retrying {Uri}", request.RequestUri)</c> decides nothing.</summary>
    private static bool IsLogged(SyntaxToken token) =>
        token.Parent?.Ancestors()
            .TakeWhile(static node => node is not (StatementSyntax or AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax))
            .OfType<ArgumentListSyntax>()
            .Any(static arguments => arguments.Parent is InvocationExpressionSyntax call && LogCalls.Contains(call.CalledName())) == true;

    private static IEnumerable<SyntaxToken> Tokens(SyntaxNode code, string[] words) => code.TokensWithAny(words);
}
