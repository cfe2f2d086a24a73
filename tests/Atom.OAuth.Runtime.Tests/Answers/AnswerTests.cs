using System.Net;
using System.Text.RegularExpressions;
using Atom.OAuth.Testing;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Answers;

/// <summary>docs/answers.md lists the former and the current result for each response; this tests the current ones.</summary>
public partial class AnswerTests
{
    private static readonly Dictionary<string, string> Documented = Row().Matches(Repository.Read("docs/answers.md"))
        .Where(row => AnswerCase.All.Any(answer => answer.Name == row.Groups[1].Value))
        .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Replace("\\|", "|", StringComparison.Ordinal), StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. AnswerCase.All.Select(answer => answer.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answer_IsReadAsDocumented(string name)
        => Assert.Equal(Documented[name], await AnswerCase.All.Single(answer => answer.Name == name).Read());

    [Fact]
    public async Task Hint_NeverContradictsWhetherToTryAgain()
    {
        string?[] titles =
        [
            null, "Error", "502 - Bad Gateway", "504 Gateway Time-out", "503 Service Unavailable", "Site under maintenance",
            "Server Error (500)", "429 Too Many Requests", "Error 500", "Error 503", "404 Not Found", "Sign in", "Just a moment...",
            "Access Denied", "ERROR: The requested URL could not be retrieved", "ngrok", "rate limit",
        ];
        (string? Type, Func<string?, string> Body)[] bodies =
        [
            ("text/html", title => title is null ? "<html>" : $"<html><head><title>{title}</title></head></html>"),
            ("text/plain", title => title ?? "nothing"),
            (null, _ => string.Empty),
            ("application/xml", _ => "<a/>"),
        ];
        string[] servers = ["", "squid/6.1", "tinyproxy/1.11", "cloudflare", "nginx", "Varnish"];

        var hints = 0;
        foreach (var status in Enumerable.Range(200, 330))
        {
            foreach (var title in titles)
            {
                foreach ((var type, var body) in bodies)
                {
                    using var response = Respond.With(body(title), type, status: (HttpStatusCode)status);
                    response.Headers.TryAddWithoutValidation("Server", servers[(status + (title?.Length ?? 0)) % servers.Length]);

                    var failure = (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!;

                    var advises = failure.Message.Contains("try again", StringComparison.Ordinal)
                        || failure.Message.Contains("wait before", StringComparison.Ordinal);
                    hints += advises ? 1 : 0;
                    Assert.True(!advises || failure.IsRetryable, $"{status}, {title}, {type}: {failure.Message}");
                }
            }
        }

        Assert.InRange(hints, 500, int.MaxValue);
    }

    [GeneratedRegex(@"^\| (.+?) \| .* \| (.+?) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
