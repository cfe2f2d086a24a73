using System.Diagnostics;
using System.Globalization;
using Atom.OAuth.Refreshing;
using Atom.OAuth.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.AspNetCore.Benchmarks;

/// <summary>
/// A GET on loopback through a plain client of the factory, and through one that attaches a cached token, in turn: on a shared machine only
/// rounds that alternate can be compared. The client and the server are in this process; allocations are those of the whole process, whose
/// server does the same for both.
/// </summary>
internal static class AttachBenchmark
{
    private const int Rounds = 200;
    private const int Calls = 200;

    public static async Task<int> RunAsync()
    {
        await using WebApplication server = await StartServerAsync();
        string address = server.Urls.First() + "/api";
        await using ServiceProvider services = Services(server.Urls.First());
        string id = await AddConnectionAsync(services);
        IHttpClientFactory factory = services.GetRequiredService<IHttpClientFactory>();
        using HttpClient plain = factory.CreateClient("plain");
        using HttpClient attaching = factory.CreateClient("attaching");
        Uri uri = new(address);
        using OAuthConnectionScope scope = OAuthConnectionScope.Enter(null, id);
        await MeasureAsync(plain, uri, Calls * 10);
        await MeasureAsync(attaching, uri, Calls * 10);

        List<(double Time, double Bytes)> without = [];
        List<(double Time, double Bytes)> with = [];
        for (int round = 0; round < Rounds; round++)
        {
            bool isPlainFirst = round % 2 == 0;
            (isPlainFirst ? without : with).Add(await MeasureAsync(isPlainFirst ? plain : attaching, uri, Calls));
            (isPlainFirst ? with : without).Add(await MeasureAsync(isPlainFirst ? attaching : plain, uri, Calls));
        }

        double plainTime = Quartile(without.Select(sample => sample.Time));
        double attachTime = Quartile(with.Select(sample => sample.Time));
        double bytes = Quartile(with.Select(sample => sample.Bytes)) - Quartile(without.Select(sample => sample.Bytes));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"plain {plainTime:F1} µs, with token {attachTime:F1} µs: {attachTime / plainTime:F3} times; "
            + $"{bytes:F0} bytes more"));
        return 0;
    }

    private static async Task<(double Time, double Bytes)> MeasureAsync(HttpClient client, Uri address, int calls)
    {
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            using HttpResponseMessage response = await client.GetAsync(address).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
        }

        double time = Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
        return (time, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)calls);
    }

    private static double Quartile(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 4];
    }

    private static async Task<WebApplication> StartServerAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.MapGet("/api", static () => Results.Text("""{"ok":true}""", "application/json"));
        await app.StartAsync();
        return app;
    }

    private static ServiceProvider Services(string origin)
    {
        ServiceCollection services = new();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAtomOAuth()
            .AddConnections(o => o.UseSqlite(Path.Combine(Path.GetTempPath(), $"atom-oauth-{Guid.NewGuid():N}.db")))
            .AddIntegration("demo", o =>
            {
                o.ClientId = "client";
                o.ClientSecret = "secret";
                o.AuthorizationEndpoint = o.TokenEndpoint = origin + "/token";
                o.ApiHosts.Add(origin);
                o.AllowPrivateNetwork = true;
            });
        services.AddHttpClient("plain", Accept);
        services.AddHttpClient("attaching", Accept).AddConnectionToken("demo");
        return services.BuildServiceProvider();

        // As the client of any JSON API has it; without a header of its own, a request's first header brings the collection, another 160 bytes.
        static void Accept(HttpClient client) => client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    private static async Task<string> AddConnectionAsync(ServiceProvider services)
    {
        TokenSeal seal = services.GetRequiredService<TokenSeal>();
        TokenSet tokens = new(new OAuthTokens("xoxb-0123456789-0123456789-abcdefghijklmnopqrstuvwx"));
        Grant grant = new(null, "user", "demo") { AskedScopes = string.Empty };
        (ConnectionKey key, _) = await services.GetRequiredService<ConnectionStore>().SaveGrantAsync(
            grant,
            (id, _) => seal.Protect(id, tokens),
            default);
        await services.GetRequiredService<ConnectionTokens>().GetAsync(key, null, default);
        return key.ConnectionId;
    }
}
