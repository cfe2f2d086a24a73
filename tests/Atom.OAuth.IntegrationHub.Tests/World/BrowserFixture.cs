using System.Diagnostics;
using System.Text.RegularExpressions;
using Atom.OAuth.Simulation;
using Atom.OAuth.Testing;
using Microsoft.Playwright;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>Debian's Chromium with a hub whose providers are slow, so that progress is visible.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    public const string Chromium = "/usr/bin/chromium";
    public const string Install = "apt-get install chromium";

    private const string AxePackage = "axe-core@4.14.1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("integration-hub-axe-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private HubWorld? _world;

    public HubWorld World => _world ?? throw new InvalidOperationException("It is not started.");

    /// <summary>Gets the source of axe-core.</summary>
    public string Axe { get; private set; } = string.Empty;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        _world = await HubWorld.StartAsync(new SimulatorOptions
        {
            EnforcesRateLimits = false,
            LargestPage = 10,
            ApiLatency = TimeSpan.FromMilliseconds(150),
        });
        Assertions.SetDefaultExpectTimeout((float)HubWorld.Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = [
                "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
                "--disable-quic",
            ],
        });
        Axe = await FetchAxeAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_world is not null)
        {
            await _world.DisposeAsync();
        }

        TestFolder.Delete(_folder.FullName);
    }

    /// <summary>Opens a page with a signed-in user.</summary>
    public async Task<IPage> OpenAsync(string user = "ada", BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = World.Origin.AbsoluteUri;
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout((float)HubWorld.Patience.TotalMilliseconds);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.Locator($"button[value={user}]").ClickAsync();
        await WaitForAsync(page, new Regex($"^{Regex.Escape(World.Origin.AbsoluteUri)}$"));
        return page;
    }

    /// <summary>Waits until the browser shows a page at a matching URL.</summary>
    public static async Task WaitForAsync(IPage page, Regex url)
    {
        // Polls the URL: waiting for the event would miss one that fired between two messages of a busy browser.
        await Assertions.Expect(page).ToHaveURLAsync(url);
        await page.WaitForFunctionAsync("document.readyState !== 'loading'");
    }

    /// <summary>Gets the violations that axe-core finds on the current page.</summary>
    public async Task<string[]> FindViolationsAsync(IPage page)
    {
        // Evaluated through the protocol, because the page's content security policy allows no such scripts.
        await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => `${v.id}: ${v.help} at ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)");
    }

    private async Task<string> FetchAxeAsync()
    {
        using var npm = Process.Start(new ProcessStartInfo(
            "npm", ["pack", AxePackage, "--silent", "--pack-destination", _folder.FullName])
        { RedirectStandardOutput = true })!;
        var name = (await npm.StandardOutput.ReadToEndAsync()).Trim();
        await npm.WaitForExitAsync();
        using var tar = Process.Start("tar", ["-xzf", Path.Combine(_folder.FullName, name), "-C", _folder.FullName, "package/axe.min.js"]);
        await tar.WaitForExitAsync();
        return await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "package", "axe.min.js"));
    }
}
