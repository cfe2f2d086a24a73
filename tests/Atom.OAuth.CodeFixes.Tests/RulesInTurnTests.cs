using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Tests;

/// <summary>The fixes of all rules for the same code: in any order, they leave no diagnostics and no new compiler errors or warnings.</summary>
public sealed class RulesInTurnTests
{
    private const string SampleFolder = "samples/LegacyIntegrations";

    /// <summary>A callback that exchanges its code, and one that only exchanges it for some requests, for which there is no fix.</summary>
    private const string Callbacks = """
        using Atom.OAuth;
        using Microsoft.AspNetCore.Mvc;

        public interface ISlack
        {
            Task<string?> ExchangeCodeAsync(string code);
        }

        public sealed class SlackController(ISlack oauth) : ControllerBase
        {
            [HttpGet("slack/first/callback")]
            public async Task<IActionResult> First(string code, string state)$FIRST

            [HttpGet("slack/last/callback")]
            public async Task<IActionResult> Last(string code, string state)$LAST
        }
        """;

    private const string Plain = "{ await oauth.ExchangeCodeAsync(code); return Ok(); }";
    private const string Conditional = "{ var tokens = code.Length == 0 ? null : await oauth.ExchangeCodeAsync(code); return Ok(tokens); }";

    /// <summary>All rotations of the rules that change callbacks, in both directions.</summary>
    private static readonly string[][] Orders = [.. Rotations([
        "ATOM002", "ATOM003", "ATOM004", "ATOM005",
    ]), .. Rotations(["ATOM005", "ATOM004", "ATOM003", "ATOM002"])];

    [Theory]
    [InlineData("SlackController.cs", "SlackClient.cs")]
    [InlineData("GoogleCalendarController.cs", "GoogleCalendarService.cs")]
    [InlineData("AsanaEndpoints.cs", "AsanaClient.cs")]
    [InlineData("DiscordEndpoints.cs")]
    public async Task AnyOrder_LeavesNothing(params string[] files)
    {
        foreach (var order in Orders)
        {
            var fixes = await RulesInTurn.StartAsync(Sample([.. files, "ConnectionStore.cs"]));
            foreach (var id in order.Prepend("ATOM001"))
            {
                await fixes.FixAsync(id);
            }

            Assert.True(
                (await fixes.LeftAsync()).Count == 0,
                $"{string.Join(" ", order)}\n{string.Join("\n", await fixes.LeftAsync())}\n{await fixes.TextAsync(files[0])}");
        }
    }

    [Fact]
    public async Task WholeSample_IsRepairedForwardsAndBackwards()
    {
        foreach (var isBackwards in new[] { false, true })
        {
            var fixes = await RulesInTurn.StartAsync(
                Sample(Directory.GetFiles(Repository.PathOf(SampleFolder), "*.cs")), OutputKind.ConsoleApplication);
            foreach (var id in isBackwards ? RulesInTurn.Ids.Reverse() : RulesInTurn.Ids)
            {
                await fixes.FixAsync(id, fromLast: isBackwards);
            }

            Assert.Empty(await fixes.LeftAsync());
        }
    }

    [Theory]
    [InlineData(Conditional, Plain)]
    [InlineData(Plain, Conditional)]
    public async Task ReportWithoutAFix_KeepsTheOthersFromNothing(string first, string last)
    {
        var source = Callbacks.Replace("$FIRST", first, StringComparison.Ordinal).Replace("$LAST", last, StringComparison.Ordinal);
        var texts = new List<string>();
        foreach (var fromLast in new[] { false, true })
        {
            var fixes = await RulesInTurn.StartAsync([("Slack.cs", source)]);
            await fixes.FixAsync("ATOM005", fromLast);
            Assert.Contains("ATOM005", Assert.Single(await fixes.LeftAsync()), StringComparison.Ordinal);
            texts.Add(await fixes.TextAsync("Slack.cs"));
        }

        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public async Task EndpointWithoutAFix_KeepsTheOthersFromNothing()
    {
        const string Source = """
            public static class Endpoints
            {
                public const string Monday = "https://auth.monday.com/oauth2/token";
                public const string HubSpot = "https://api.hubapi.com/oauth/v1/token";
                public const string Google = "https://accounts.google.com/o/oauth2/token";
                public const string Slack = "https://slack.com/api/oauth.access";
            }
            """;
        foreach (var fromLast in new[] { false, true })
        {
            var fixes = await RulesInTurn.StartAsync([("Endpoints.cs", Source)]);
            await fixes.FixAsync("ATOM007", fromLast);
            Assert.Equal(2, (await fixes.LeftAsync()).Count);
            Assert.Equal(
                Source.Replace("https://api.hubapi.com/oauth/v1/token", "https://api.hubapi.com/oauth/2026-03/token", StringComparison.Ordinal)
                    .Replace("https://accounts.google.com/o/oauth2/token", "https://oauth2.googleapis.com/token", StringComparison.Ordinal),
                await fixes.TextAsync("Endpoints.cs"));
        }
    }

    private static IEnumerable<(string Path, string Text)> Sample(IEnumerable<string> files) =>
        files.Select(static file => (Path.GetFileName(file), Repository.Read($"{SampleFolder}/{Path.GetFileName(file)}")));

    private static IEnumerable<string[]> Rotations(string[] items) => items.Select((_, i) => (string[])[.. items[i..], .. items[..i]]);
}
