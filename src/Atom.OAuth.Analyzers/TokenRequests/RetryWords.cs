using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>The words by which a repetition is known, and what takes a request out of it.</summary>
internal static class RetryWords
{
    /// <summary>What is in the names of counters, delays and helpers of a repetition.</summary>
    public static readonly NameTable Names = new("Retry", "Retries", "Retried", "Attempt", "Tries", "Try $", "Backoff", "Back Off");

    /// <summary>Those that count the first time as well.</summary>
    public static readonly NameTable Runs = new("Attempt", "Tries", "Try $");

    /// <summary>What such a name has in it.</summary>
    public static readonly string[] SearchWords = { "retry", "retries", "retried", "attempt", "tries", "try", "backoff", "back_off" };

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

    /// <summary>Failures after which nobody knows whether the request was served.</summary>
    private static readonly HashSet<string> OtherFailures = new(StringComparer.Ordinal)
    {
        "Handle", "HandleInner", "Or", "HandleTransientHttpError", "OrTransientHttpError", "OrTransientHttpStatusCode",
        "HttpRequestException", "Exception", "IOException", "TaskCanceledException", "TimeoutException", "TimeoutRejectedException",
        "InternalServerError", "ServiceUnavailable", "BadGateway", "GatewayTimeout", "RequestTimeout", "IsSuccessStatusCode", "500", "502",
        "503",
    };

    public static bool AreIn(SyntaxNode code) =>
        Tokens(code, SearchWords).Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && Names.Matches(token.ValueText));

    /// <summary>True where Polly is told to send again, for more than the answer 429, and for every request.</summary>
    public static bool ResendsByPolicy(IReadOnlyList<SyntaxNode> definition) =>
        definition.Any(static part => Has(part, PolicyCalls))
            && !definition.Any(static part => Has(part, Exclusions))
            && !IsForTooManyOnly(definition);

    /// <summary>True where a POST, or one request of many, is left out.</summary>
    public static bool ExcludesRequests(SyntaxNode code) => Has(code, Exclusions);

    /// <summary>The request is sent again only where it was not looked at: arguable, and so not reported.</summary>
    public static bool IsForTooManyOnly(IReadOnlyList<SyntaxNode> code) =>
        code.Any(static part => Has(part, TooMany)) && !code.Any(static part => Has(part, OtherFailures));

    public static bool MentionsTooMany(SyntaxNode code) => Has(code, TooMany);

    private static bool Has(SyntaxNode code, HashSet<string> words) =>
        Tokens(code, words.ToArray()).Any(token => token.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.NumericLiteralToken
            && words.Contains(token.Text));

    private static IEnumerable<SyntaxToken> Tokens(SyntaxNode code, string[] words) => code.TokensWithAny(words);
}
