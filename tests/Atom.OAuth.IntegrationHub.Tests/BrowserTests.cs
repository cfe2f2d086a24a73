using System.Text.RegularExpressions;
using Atom.OAuth.Simulation;
using Atom.OAuth.Testing;
using Microsoft.Playwright;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>The page in a real browser: connect, watch, fail, recover; with the keyboard, on a phone, in dark mode, and without scripts.</summary>
public sealed class BrowserTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [NeedsFact(BrowserFixture.Install, "chromium")]
    public async Task A_person_connects_watches_the_progress_and_sees_the_history()
    {
        var page = await fixture.OpenAsync();
        var complaints = Listen(page);

        await ConnectAsync(page, "slack", "Allow");

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Slack is connected");
        var sync = page.Locator("#slack [data-sync]");
        await Assertions.Expect(sync.Locator("[data-field=status]")).ToHaveTextAsync("Syncing");

        // The numbers change without a reload.
        var before = await sync.Locator("[data-field=records]").InnerTextAsync();
        await Assertions.Expect(sync.Locator("[data-field=records]")).Not.ToHaveTextAsync(before);
        await ShotAsync(page, "syncing");
        await Assertions.Expect(page.Locator("#slack [data-field=status]")).ToHaveTextAsync("Done");
        await page.Locator("#slack").GetByRole(AriaRole.Link, new() { NameRegex = new Regex("History") }).ClickAsync();
        await Assertions.Expect(page.Locator("ol.windows li.done")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(50);
        await ShotAsync(page, "history");
        Assert.Empty(complaints);
    }

    [NeedsFact(BrowserFixture.Install, "chromium")]
    public async Task A_connection_that_fails_is_told_and_the_button_mends_it()
    {
        var page = await fixture.OpenAsync();
        fixture.World.Providers.Fail(new SimulatedFault(FaultKind.ErrorPage, FaultTarget.Token) { Provider = "notion" });

        await ConnectAsync(page, "notion", "Allow");

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Notion OAuth failed: ");
        await ShotAsync(page, "failure");
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Notion is connected");
    }

    [NeedsFact(BrowserFixture.Install, "chromium")]
    public async Task A_history_that_needs_the_person_says_so_and_goes_on_after_a_new_consent()
    {
        var page = await fixture.OpenAsync();
        fixture.World.Providers.Fail(new SimulatedFault(FaultKind.TokenRefused, FaultTarget.Api) { Provider = "zoom", Times = null });
        fixture.World.Providers.Fail(new SimulatedFault(FaultKind.RefreshReuse, FaultTarget.Token) { Provider = "zoom" });

        await ConnectAsync(page, "zoom", "Allow");

        var sync = page.Locator("#zoom [data-sync]");
        await Assertions.Expect(sync.Locator("[data-field=status]")).ToHaveTextAsync("Needs you");
        fixture.World.Providers.Heal("zoom");
        await page.Locator("#zoom").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Re-authorise") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#zoom [data-field=status]")).ToHaveTextAsync("Done");
    }

    [NeedsFact(BrowserFixture.Install, "chromium")]
    public async Task Everything_works_with_the_keyboard_alone()
    {
        var page = await fixture.OpenAsync();

        // The first tab stop is the skip link, which leads to the content.
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await TabToAsync(page, "Connect Asana");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Allow access to Asana?" })).ToBeVisibleAsync();
        await TabToAsync(page, "Allow");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Asana is connected");
        await TabToAsync(page, "Disconnect Asana");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Asana is disconnected");
    }

    [NeedsFact(BrowserFixture.Install, "chromium")]
    public async Task Without_script_all_but_the_live_updates_is_there()
    {
        var page = await fixture.OpenAsync("grace", new BrowserNewContextOptions { JavaScriptEnabled = false });

        await ConnectAsync(page, "trello", "Allow");

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Trello is connected");
        await Assertions.Expect(page.Locator("#trello progress")).ToHaveCountAsync(1);
        for (var i = 0; i < 100 && await page.Locator("#trello [data-field=status]").InnerTextAsync() != "Done"; i++)
        {
            await page.ReloadAsync();
        }

        await Assertions.Expect(page.Locator("#trello [data-field=status]")).ToHaveTextAsync("Done");
        await page.Locator("#trello").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Disconnect") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Trello is disconnected");
    }

    [NeedsFact(BrowserFixture.Install, "chromium")]
    public async Task Axe_finds_nothing_in_light_and_dark_on_a_desk_and_on_a_phone()
    {
        foreach ((var scheme, var width) in new[]
        {
            (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390), (ColorScheme.Dark, 390),
        })
        {
            var page = await fixture.OpenAsync(options: new BrowserNewContextOptions
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
            });
            if ((await fixture.World.ConnectionsAsync("hubspot")).Count == 0)
            {
                await ConnectAsync(page, "hubspot", "Allow");
                await ConnectAsync(page, "google-calendar", "Allow fewer scopes");
                await ConnectAsync(page, "dropbox", "Allow");
                await Assertions.Expect(page.Locator("#hubspot [data-field=status]")).ToHaveTextAsync("Done");
            }

            await ConnectAsync(page, "monday", "Deny");
            await CheckAsync(page, $"{scheme} {width}: failure");
            await ShotAsync(page, $"{scheme}-{width}-failure".ToLowerInvariant());

            await page.GotoAsync("/");
            await CheckAsync(page, $"{scheme} {width}: integrations");
            Assert.False(
                await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"),
                $"The page is wider than {width} pixels.");
            await ShotAsync(page, $"{scheme}-{width}".ToLowerInvariant());
            await page.GotoAsync($"/connections/{(await fixture.World.ConnectionsAsync("hubspot"))[0].Id}");
            await CheckAsync(page, $"{scheme} {width}: history");
            await page.Context.CloseAsync();
        }
    }

    private async Task CheckAsync(IPage page, string where)
    {
        var violations = await fixture.FindViolationsAsync(page);
        Assert.True(violations.Length == 0, $"{where}\n{string.Join('\n', violations)}");
    }

    private static async Task ConnectAsync(IPage page, string id, string decision)
    {
        await page.Locator($"#{id} form.connect button").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = decision, Exact = true }).ClickAsync();
        await BrowserFixture.WaitForAsync(page, new Regex("^http://localhost"));
    }

    private static async Task TabToAsync(IPage page, string name)
    {
        for (var i = 0; i < 200; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var text = await page.EvaluateAsync<string>("document.activeElement.textContent.replace(/\\s+/g, ' ').trim()");
            if (text.StartsWith(name, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The keyboard does not reach '{name}'.");
    }

    /// <summary>Collects the browser's errors: script errors, and violations of the content security policy.</summary>
    private static List<string> Listen(IPage page)
    {
        List<string> complaints = [];
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Add(message.Text);
            }
        };
        return complaints;
    }

    /// <summary>Takes a screenshot if ATOM_OAUTH_SCREENSHOTS names a folder.</summary>
    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ATOM_OAUTH_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }
}
