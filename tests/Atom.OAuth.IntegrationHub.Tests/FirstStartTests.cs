using System.Diagnostics;
using System.Net;
using Atom.OAuth.Testing;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>The hub's first start: no configuration, an empty folder. Only the ports are specified, so that parallel tests do not conflict.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public async Task Without_any_configuration_the_first_page_and_its_style_are_there()
    {
        var folder = Directory.CreateTempSubdirectory("integration-hub-first-");
        ProcessStartInfo start = new("dotnet", [typeof(HubApp).Assembly.Location, "--Urls", "http://127.0.0.1:0", "--Simulator:Port", "0"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        using var process = Process.Start(start)!;
        try
        {
            using Visitor visitor = new(await OriginAsync(process), new Uri("http://127.0.0.1"));
            await visitor.SignInAsync("ada");

            Assert.Equal(HttpStatusCode.OK, visitor.Page.Status);
            Assert.Equal(HubWorld.Ids.Count, visitor.Page.Body.Split("class=\"connect\"").Length - 1);
            var style = await visitor.GoAsync("/hub.css");
            Assert.Equal((HttpStatusCode.OK, true), (style.Status, style.Body.Contains("color-scheme", StringComparison.Ordinal)));
            Assert.True(File.Exists(Path.Combine(folder.FullName, "App_Data", "hub.db")));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            TestFolder.Delete(folder.FullName);
        }
    }

    /// <summary>Gets the hub's origin from its startup output.</summary>
    private static async Task<Uri> OriginAsync(Process process)
    {
        const string Listening = "Now listening on: ";
        using CancellationTokenSource patience = new(HubWorld.Patience);
        Uri? origin = null;
        while (origin is null && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            var at = line.IndexOf(Listening, StringComparison.Ordinal);
            origin = at < 0 ? null : new Uri(line[(at + Listening.Length)..].Trim());
        }

        // Reads all further output, so that the process never blocks on a full pipe.
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return origin ?? throw new InvalidOperationException("The hub ended before it listened.");
    }
}
