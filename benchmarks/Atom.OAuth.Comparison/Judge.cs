using System.Text;
using System.Text.RegularExpressions;
using Atom.OAuth.Tests.TokenResponses;

namespace Atom.OAuth.Comparison;

/// <summary>Compares what a library made of a response with what the response means.</summary>
internal static partial class Judge
{
    // More of a body than this is no quotation of a description any more.
    private const int LongestQuote = 100;

    // What the samples' bodies have that nobody may see.
    private static readonly string[] Secrets = ["hunter22", "xoxb-1234567890"];

    public static Verdict Decide(TokenResponseSample sample, Answer answer)
    {
        if (answer.Thrown is not null)
        {
            return Verdict.Throws;
        }

        if (answer.IsSuccess)
        {
            return sample.Kind is null && answer.AccessToken == sample.AccessToken ? Verdict.Right : Verdict.Silent;
        }

        if (sample.Kind is null)
        {
            return Verdict.TokenLost;
        }

        return Leaks(sample, answer) ? Verdict.Leaks : LosesCode(sample, answer) ? Verdict.CodeLost : Verdict.Right;
    }

    /// <summary>Whether an error's text has something in it that does not belong into logs and pages.</summary>
    public static bool Leaks(TokenResponseSample sample, Answer answer)
    {
        var message = answer.Message ?? string.Empty;
        var body = Body(sample);
        return Secrets.Any(secret => message.Contains(secret, StringComparison.Ordinal))
            || (body.Contains(sample.AccessToken, StringComparison.Ordinal) && message.Contains(sample.AccessToken, StringComparison.Ordinal))
            || Markup().IsMatch(message)
            || QuotesAtLength(message, body);
    }

    /// <summary>Whether the answer is said to be a page, for those that are one.</summary>
    public static bool SaysPage(Answer answer)
        => $"{answer.Code} {answer.Message}".Contains("html", StringComparison.OrdinalIgnoreCase)
            || $"{answer.Code} {answer.Message}".Contains("page", StringComparison.OrdinalIgnoreCase);

    /// <summary>Only a code that the provider sent can be lost: some of the samples have none.</summary>
    private static bool LosesCode(TokenResponseSample sample, Answer answer)
        => sample is { Kind: OAuthFailureKind.ProviderError or OAuthFailureKind.RateLimited, Code: { } code }
            && (Body(sample).Contains(code, StringComparison.Ordinal)
                || sample.Headers.Any(header => header.Value.Contains(code, StringComparison.Ordinal)))
            && !$"{answer.Code} {answer.Message}".Contains(code, StringComparison.Ordinal);

    private static bool QuotesAtLength(string message, string body)
    {
        for (var start = 0; start + LongestQuote < body.Length && start < message.Length; start++)
        {
            if (message.Contains(body.Substring(start, LongestQuote + 1), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Body(TokenResponseSample sample) => sample.Bytes is null ? sample.Body : Encoding.UTF8.GetString(sample.Bytes);

    [GeneratedRegex("<[A-Za-z/!?]")]
    private static partial Regex Markup();
}
