using System.Diagnostics;
using System.Net;
using Atom.OAuth.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>An instance of an application with connections and syncs, in a separate process.</summary>
internal sealed class ConnectInstance : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly HttpClient _http;

    private ConnectInstance(Process process, string origin)
    {
        _process = process;
        _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(origin), Timeout = Patience };
        _http.DefaultRequestHeaders.Add("X-User", "u1");
        _http.DefaultRequestHeaders.Add("X-Tenant", "t1");
    }

    public static async Task<ConnectInstance> StartAsync(FakeProvider provider, WorkerOptions options)
    {
        var process = Worker.StartProcess([ConnectProgram.Name, provider.Origin, .. options.ToArguments()]);
        var origin = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("The instance ended.");
        return new(process, origin);
    }

    /// <summary>Creates the keys before instances start: otherwise, several instances would each create their own.</summary>
    public static void MakeKeys(string folder)
    {
        ServiceCollection services = new();
        ConnectProgram.AddKeys(services, folder);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("first").Protect([1]);
    }

    /// <summary>Connects like a browser that sends the callback to two other instances at the same time.</summary>
    /// <returns>The URLs to which the two responses redirect the browser.</returns>
    public async Task<string[]> ConnectAsync(FakeProvider provider, ConnectInstance second, ConnectInstance third, string? connection = null)
    {
        using var start = await _http.GetAsync(
            new Uri($"/integrations/{SyncApp.Integration}/connect{(connection is null ? null : $"?connection={connection}")}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, start.StatusCode);
        var parameters = provider.Consent(start.Headers.Location!);
        var path = $"/integrations/{SyncApp.Integration}/callback?{string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}";
        var cookies = string.Join("; ", start.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        return await Task.WhenAll(second.CallbackAsync(path, cookies), third.CallbackAsync(path, cookies));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }

    /// <summary>Sends the callback, and reloads as long as the page asks for it, because the other callback is in progress.</summary>
    private async Task<string> CallbackAsync(string path, string cookies)
    {
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.Add("Cookie", cookies);
            using var response = await _http.SendAsync(request, patience.Token);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return response.Headers.Location?.OriginalString ?? $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}";
            }

            await Task.Delay(TimeSpan.FromSeconds(1), patience.Token);
        }
    }
}
