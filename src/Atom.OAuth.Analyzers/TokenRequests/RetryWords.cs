using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>The words by which a repetition is known, and what takes a request out of it.</summary>
internal static class RetryWords
{
    /// <summary>What is in the names of counters, delays and helpers of a repetition.</summary>
    public static readonly NameTable Names = new("Retry", "Retries", "Retried", "Attempt", "Tries", "Try $", "Backoff", "Back Off", "Retrier");

    /// <summary>Those that count the first time as well.</summary>
    public static readonly NameTable Runs = new("Attempt", "Tries", "Try $");

    /// <summary>What such a name has in it.</summary>
    public static readonly string[] SearchWords = { "retry", "retries", "retried", "attempt", "tries", "try", "backoff", "back_off", "retrier" };

    /// <summary>Polly's calls that make a policy or pipeline send again.</summary>
    private static readonly HashSet<string> PolicyCalls = new(StringComparer.Ordinal)
    {
        "Retry", "RetryAsync", "RetryForever", "RetryForeverAsync", "WaitAndRetry", "WaitAndRetryAsync", "WaitAndRetryForever",
        "WaitAndRetryForeverAsync", "AddRetry", "AddHedging",
    };

    /// <summary>What leaves a POST, or one request of many, out of a repetition.</summary>
    private static readonly HashSet<string> Exclusions = new(StringComparer.Ordinal)
    {
        "DisableFor", "DisableForUnsafeHttpMethods", "HttpMethod", "Method", "IsIdempotent", "Idempotent", "AbsolutePath", "RequestUri",
    };

    /// <summary>The answer that says the request was not looked at.</summary>
    private static readonly HashSet<string> TooMany = new(StringComparer.Ordinal) { "TooManyRequests", "429" };

    /// <summary>Failures to connect: the request was not sent.</summary>
    private static readonly HashSet<string> Unreached = new(StringComparer.Ordinal)
    {
        "ConnectionRefused", "HostNotFound", "HostUnreachable", "NetworkUnreachable", "ConnectFailure", "NameResolutionFailure",
        "NameResolutionError", "ConnectionError",
    };

    /// <summary>Failures after which nobody knows whether the request was served. Unity calls every failure a ConnectionError.</summary>
    private static readonly HashSet<string> Lost = new(StringComparer.Ordinal)
    {
        "HandleTransientHttpError", "OrTransientHttpError", "OrTransientHttpStatusCode",
        "IOException", "TaskCanceledException", "TimeoutException", "TimeoutRejectedException", "TimedOut", "ConnectionReset", "ConnectionAborted",
        "ResponseEnded", "ReceiveFailure", "UnityWebRequest", "InternalServerError", "ServiceUnavailable", "BadGateway", "GatewayTimeout",
        "RequestTimeout", "IsSuccessStatusCode", "500", "502", "503",
    };

    /// <summary>The same, and what may be a failure of either kind.</summary>
    private static readonly HashSet<string> OtherFailures = new(
        Lost.Concat(new[] { "Handle", "HandleInner", "Or", "HttpRequestException", "Exception" }), StringComparer.Ordinal);

    public static bool AreIn(SyntaxNode code) =>
        Tokens(code, SearchWords).Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && Names.Matches(token.ValueText));

    /// <summary>True where Polly is told to send again, for more than the answer 429, and for every request.</summary>
    public static bool ResendsByPolicy(IReadOnlyList<SyntaxNode> definition) =>
        definition.Any(static part => Has(part, PolicyCalls))
            && !definition.Any(static part => Has(part, Exclusions))
            && !IsForTooManyOnly(definition)
            && !IsForUnreachedOnly(definition);

    /// <summary>True where a POST, or one request of many, is left out.</summary>
    public static bool ExcludesRequests(SyntaxNode code) => Has(code, Exclusions);

    /// <summary>The request is sent again only where it was not looked at: arguable, and so not reported.</summary>
    public static bool IsForTooManyOnly(IReadOnlyList<SyntaxNode> code) =>
        code.Any(static part => Has(part, TooMany)) && !code.Any(static part => Has(part, OtherFailures));

    /// <summary>The request is sent again only where it never left.</summary>
    private static bool IsForUnreachedOnly(IReadOnlyList<SyntaxNode> code) =>
        code.Any(static part => Has(part, Unreached)) && !code.Any(static part => Has(part, Lost));

    /// <summary>The code speaks of a failure after which the request is known not to have been served.</summary>
    public static bool MentionsUnserved(SyntaxNode code) => Has(code, TooMany) || Has(code, Unreached);

    /// <summary>A condition that holds only then.</summary>
    public static bool TellsUnserved(SyntaxNode condition) => Has(condition, TooMany) || (Has(condition, Unreached) && !Has(condition, Lost));

    private static bool Has(SyntaxNode code, HashSet<string> words) =>
        Tokens(code, words.ToArray()).Any(token => token.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.NumericLiteralToken
            && words.Contains(token.Text));

    private static IEnumerable<SyntaxToken> Tokens(SyntaxNode code, string[] words) => code.TokensWithAny(words);
}
