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
/// A GET on loopback through a plain client of the factory, through one that attaches a cached token, and through one that has the same token in its
/// default headers, in turn: on a shared machine only neighbours can be compared, so each round gives ratios, and their median is told with its
/// interval of 95 %. The server is a process of its own. What the handler costs is also measured with nothing below it, where no socket hides it.
/// </summary>
internal static class AttachBenchmark
{
    private const int Calls = 200;
    private const int CallsWithoutSocket = 5_000;
    private const string Plain = "plain";
    private const string Attaching = "attaching";
    private const string DefaultHeader = "default-header";
    private const string WithoutSocket = "-without-socket";
    private const string Token = "xoxb-0123456789-0123456789-abcdefghijklmnopqrstuvwx";

    private static readonly string[] Clients = [Plain, Attaching, DefaultHeader];

    public static async Task<int> RunAsync(int rounds)
    {
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["attach-server"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var origin = (await server.StandardOutput.ReadLineAsync())!;
        await using var services = Services(origin);
        var id = await AddConnectionAsync(services);
        var factory = services.GetRequiredService<IHttpClientFactory>();
        Uri address = new(origin + "/api");
        using (OAuthConnectionScope.Enter(null, id))
        {
            await CompareAsync("on loopback", factory, string.Empty, address, Calls, rounds);
            await CompareAsync("without a socket", factory, WithoutSocket, address, CallsWithoutSocket, rounds);
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return 0;
    }

    /// <summary>What is called: it runs until its input ends.</summary>
    public static async Task<int> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/api", static () => Results.Text("""{"ok":true}""", "application/json"));
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task CompareAsync(string where, IHttpClientFactory factory, string suffix, Uri address, int calls, int rounds)
    {
        HttpClient[] clients = [.. Clients.Select(client => factory.CreateClient(client + suffix))];
        for (var warmUp = 0; warmUp < 20; warmUp++)
        {
            foreach (var client in clients)
            {
                await MeasureAsync(client, address, calls);
            }
        }

        Sample[][] samples = [.. Enumerable.Range(0, rounds).Select(_ => new Sample[clients.Length])];
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < clients.Length; i++)
            {
                var turn = (round + i) % clients.Length;
                samples[round][turn] = await MeasureAsync(clients[turn], address, calls);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{where}, {rounds} rounds of {calls} calls of each:"));
        Tell("attached, against plain", 1, 0);
        Tell("default header, against plain", 2, 0);
        Tell("attached, against default header", 1, 2);

        void Tell(string what, int one, int other)
        {
            var bytes = Median(samples.Select(sample => sample[one].Bytes - sample[other].Bytes));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {bytes:F0} bytes"));
            TellValue("time", sample => sample.Time);
            TellValue("CPU of the caller", sample => sample.Cpu);

            void TellValue(string measure, Func<Sample, double> value)
            {
                double[] ratios = [.. samples.Select(sample => value(sample[one]) / value(sample[other])).Order()];
                var margin = (int)Math.Ceiling(0.98 * Math.Sqrt(ratios.Length));
                var basis = Median(samples.Select(sample => value(sample[other])));
                var more = Median(samples.Select(sample => value(sample[one]) - value(sample[other])));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"    {measure}: {basis:F2} µs + {more:F2} µs, {Median(ratios):F3} times ({ratios[(ratios.Length / 2) - margin]:F3} to "
                        + $"{ratios[(ratios.Length / 2) + margin]:F3}; quartiles {ratios[ratios.Length / 4]:F3}, {ratios[ratios.Length * 3 / 4]:F3})"));
            }
        }
    }

    private static async Task<Sample> MeasureAsync(HttpClient client, Uri address, int calls)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
        {
            using var response = await client.GetAsync(address).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
        }

        var time = Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
        return new Sample(
            time,
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / calls,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)calls);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
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
        services.AddHttpClient(Plain, Accept);
        services.AddHttpClient(Attaching, Accept).AddConnectionToken("demo");
        services.AddHttpClient(DefaultHeader, AcceptAndAuthorize);
        services.AddHttpClient(Plain + WithoutSocket, Accept).ConfigurePrimaryHttpMessageHandler(() => new NoSocket());
        services.AddHttpClient(Attaching + WithoutSocket, Accept).ConfigurePrimaryHttpMessageHandler(() => new NoSocket()).AddConnectionToken("demo");
        services.AddHttpClient(DefaultHeader + WithoutSocket, AcceptAndAuthorize).ConfigurePrimaryHttpMessageHandler(() => new NoSocket());
        return services.BuildServiceProvider();

        // As the client of any JSON API has it; without a header of its own, a request's first header brings the collection, another 160 bytes.
        static void Accept(HttpClient client) => client.DefaultRequestHeaders.Accept.ParseAdd("application/json");

        static void AcceptAndAuthorize(HttpClient client)
        {
            Accept(client);
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + Token);
        }
    }

    private static async Task<string> AddConnectionAsync(ServiceProvider services)
    {
        var seal = services.GetRequiredService<TokenSeal>();
        TokenSet tokens = new(new OAuthTokens(Token));
        Grant grant = new(null, "user", "demo") { AskedScopes = string.Empty };
        (var key, _) = await services.GetRequiredService<ConnectionStore>().SaveGrantAsync(
            grant,
            (id, _) => seal.Protect(id, tokens),
            default);
        await services.GetRequiredService<ConnectionTokens>().GetAsync(key, null, default);
        return key.ConnectionId;
    }

    /// <summary>What calls took, each: microseconds, and bytes.</summary>
    private readonly record struct Sample(double Time, double Cpu, double Bytes);

    /// <summary>Answers as a server does, later, but from memory.</summary>
    private sealed class NoSocket : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            HttpResponseMessage response = new() { RequestMessage = request, Content = new ByteArrayContent("""{"ok":true}"""u8.ToArray()) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            return response;
        }
    }
}
