using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atom.OAuth.Simulation.Api;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>
/// Sends WhatsApp's webhooks: contacts, then messages in the phases 0 (a day), 1 (to day 90) and 2 (to day 180), in chunks. One that is not
/// taken comes again.
/// </summary>
internal sealed class WhatsAppPush(SimulatorOptions options, TimeProvider time, ILogger<WhatsAppPush> logger) : BackgroundService
{
    private const int ChunkSize = 20;
    private const int Tries = 20;
    private const int Declined = 2593109;

    private static readonly int[] PhaseEnds = [1, 90, 180];

    private readonly BlockingCollection<byte[]> _queue = [];

    public void Begin(string phone, string type, IReadOnlyList<Entry> entries)
    {
        foreach (var value in type == "history" ? History(phone, entries) : [Contacts(phone)])
        {
            _queue.Add(JsonSerializer.SerializeToUtf8Bytes(new
            {
                @object = "whatsapp_business_account",
                entry = new[] { new { id = "20001", changes = new[] { new { field = type == "history"
                    ? "history"
                    : "smb_app_state_sync", value } } } },
            }));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using HttpClient client = new();
        while (!stoppingToken.IsCancellationRequested)
        {
            if (_queue.TryTake(out var body))
            {
                await SendAsync(client, body, stoppingToken);
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, stoppingToken);
            }
        }
    }

    private async Task SendAsync(HttpClient client, byte[] body, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Tries && options.WhatsAppWebhook is not null; i++)
        {
            try
            {
                using HttpRequestMessage request = new(HttpMethod.Post, options.WhatsAppWebhook) { Content = new ByteArrayContent(body) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                request.Headers.Add(
                    "X-Hub-Signature-256",
                    "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SimulatorOptions.ClientSecret), body)));
                using var response = await client.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException exception)
            {
                PushLog.NotSent(logger, exception);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
    }

    private static object Contacts(string phone) => new
    {
        messaging_product = "whatsapp",
        metadata = new { display_phone_number = "15550100", phone_number_id = phone },
        state_sync = new[] { new { type = "contact", contact = new { full_name = "Grace Hopper", first_name = "Grace", phone_number = "15550101" }, action = "add" } },
    };

    private IEnumerable<object> History(string phone, IReadOnlyList<Entry> entries)
    {
        object metadata = new { display_phone_number = "15550100", phone_number_id = phone };
        if (!options.SharesWhatsAppHistory)
        {
            yield return new { messaging_product = "whatsapp", metadata, history = new[] { new { errors = new[] { new { code = Declined, title = "History sync is turned off by the business" } } } } };
            yield break;
        }

        var now = time.GetUtcNow();
        List<(int Phase, Entry[] Entries)> chunks = [];
        for (var phase = 0; phase < PhaseEnds.Length; phase++)
        {
            DateTimeOffset from = now.AddDays(-PhaseEnds[phase]), to = phase == 0 ? now : now.AddDays(-PhaseEnds[phase - 1]);
            Entry[][] inPhase = [.. entries.Where(entry => entry.At >= from && entry.At < to).Reverse().Chunk(ChunkSize)];
            chunks.AddRange(inPhase.Length == 0 ? [(phase, [])] : inPhase.Select(chunk => (phase, chunk)));
        }

        for (var i = 0; i < chunks.Count; i++)
        {
            (var phase, var chunk) = chunks[i];
            yield return new
            {
                messaging_product = "whatsapp",
                metadata,
                history = new[]
                {
                    new
                    {
                        metadata = new { phase, chunk_order = i + 1, progress = (i + 1) * 100 / chunks.Count },
                        threads = new[]
                        {
                            new
                            {
                                id = "15550101",
                                messages = chunk.Select(entry => new
                                {
                                    from = "15550101",
                                    id = string.Create(CultureInfo.InvariantCulture, $"wamid.{entry.Number:D8}"),
                                    timestamp = entry.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                                    type = "text",
                                    text = new { body = entry.Text },
                                    history_context = new { status = "READ" },
                                }),
                            },
                        },
                    },
                },
            };
        }
    }
}

internal static partial class PushLog
{
    [LoggerMessage(1, LogLevel.Warning, "A webhook could not be sent; it comes again.")]
    public static partial void NotSent(ILogger logger, Exception exception);
}
