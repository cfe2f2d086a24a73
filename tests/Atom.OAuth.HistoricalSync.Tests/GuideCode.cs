using System.Data.Common;
using System.Text.Json;
using Atom.OAuth.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>The code in docs/historical-sync.md; a test compares them.</summary>
internal static class GuideCode
{
    public static void Register(WebApplicationBuilder builder)
    {
        #region Register
        builder.Services.AddAtomOAuth()
            .AddHistoricalSync(o => o.UseSqlite("app.db"))
            .AddSource<SlackHistory>("slack")
            .AddSink<MessageStore>();
        builder.Services.AddHealthChecks().AddHistoricalSyncCheck();
        #endregion
    }

    public static void RegisterTransactional(HistoricalSyncBuilder sync)
    {
        #region RegisterTransactional
        sync.AddTransactionalSink<MessageTable>();
        #endregion
    }

    public static void Limits(HistoricalSyncBuilder sync)
    {
        #region Limits
        sync.AddSource<SlackHistory>("slack", appType: "unlisted")
            .AddSource<ZoomRecordings>("zoom", kind: "recordings")
            .AddSource<CrmHistory>("our-crm", o =>
            {
                o.WindowLength = TimeSpan.FromDays(7);
                o.ReachMonths = 12;
                o.Budgets.Add(new HistoricalSyncBudget("api", requests: 100, per: TimeSpan.FromMinutes(1), HistoricalSyncBudgetScope.Tenant));
            });
        #endregion
    }

    public static void Map(WebApplication app)
    {
        #region Map
        app.MapHistoricalSyncs("/syncs").RequireAuthorization();
        #endregion
    }

    public static void WhatsApp(WebApplicationBuilder builder, HistoricalSyncBuilder sync, IMessages messages)
    {
        #region WhatsApp
        sync.AddWhatsAppHistory(
            o =>
            {
                o.AppSecret = builder.Configuration["WhatsApp:ClientSecret"];
                o.VerifyToken = builder.Configuration["WhatsApp:VerifyToken"];
            },
            http => http.AddConnectionToken("whatsapp"));

        var app = builder.Build();
        app.MapWhatsAppHistory("/webhooks/whatsapp", (http, body) => messages.ReceiveAsync(body, http.RequestAborted));
        #endregion
    }

    public static async Task WindowsAsync(IHistoricalSyncs syncs, string tenantId, string id, CancellationToken cancellationToken)
    {
        #region Windows
        foreach (var window in await syncs.ListWindowsAsync(tenantId, id, cancellationToken))
        {
            Console.WriteLine($"{window.Window.From:d} to {window.Window.To:d}: {window.State}, {window.Records} records");
        }
        #endregion
    }

    public static async Task ControlAsync(IHistoricalSyncs syncs, string tenantId, CancellationToken cancellationToken)
    {
        #region Control
        foreach (var sync in await syncs.ListAsync(tenantId, new() { State = HistoricalSyncState.Failed }, cancellationToken))
        {
            var change = await syncs.RetryAsync(tenantId, sync.Id, cancellationToken);
            Console.WriteLine(change.Message);
        }
        #endregion
    }

    #region Source
    public sealed class SlackHistory(HttpClient http) : IHistoricalSyncSource
    {
        public async ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken)
        {
            var url = $"https://slack.com/api/conversations.history?channel=C1&limit={request.PageSize}&cursor={request.Cursor}"
                + $"&oldest={request.Window.From.ToUnixTimeSeconds()}&latest={request.Window.To.ToUnixTimeSeconds()}";
            using var response = await http.GetAsync(url, cancellationToken);
            if (response.Headers.RetryAfter?.Delta is { } wait)
            {
                throw HistoricalSyncException.RateLimited(wait);
            }

            var page = await response.ReadOAuthJsonAsync<JsonElement>("Slack", cancellationToken: cancellationToken);
            return page.GetProperty("ok").GetBoolean()
                ? new HistoricalSyncPage([.. page.GetProperty("messages").EnumerateArray().Select(ToRecord)], NextCursor(page))
                : throw Failure(page.GetProperty("error").GetString());
        }

        private static HistoricalSyncException Failure(string? error) => error switch
        {
            "token_revoked" or "invalid_auth" or "account_inactive" => HistoricalSyncException.NeedsReauthorization(),
            "invalid_cursor" => HistoricalSyncException.CursorExpired(),
            "channel_not_found" => HistoricalSyncException.Gone("The channel is no longer there."),
            _ => new HistoricalSyncException(HistoricalSyncFailureKind.Transient, "Slack did not give the page."),
        };

        private static HistoricalSyncRecord ToRecord(JsonElement message) => new(message.GetProperty("ts").GetString()!, message);

        private static string? NextCursor(JsonElement page)
            => page.TryGetProperty("response_metadata", out var metadata)
                && metadata.GetProperty("next_cursor").GetString() is { Length: > 0 } cursor
                    ? cursor
                    : null;
    }
    #endregion

    #region Sink
    public sealed class MessageStore(IMessages messages) : IHistoricalSyncSink
    {
        public async ValueTask WriteAsync(HistoricalSyncBatch batch, CancellationToken cancellationToken)
        {
            foreach (var record in batch.Records)
            {
                // Stored by the provider's id, so a repeated record replaces itself.
                await messages.UpsertAsync(batch.Connection.TenantId, batch.Connection.ConnectionId, record.Id, record.Data, cancellationToken);
            }
        }
    }
    #endregion

    #region TransactionalSink
    public sealed class MessageTable : IHistoricalSyncTransactionalSink
    {
        public async ValueTask WriteAsync(HistoricalSyncBatch batch, DbTransaction transaction, CancellationToken cancellationToken)
        {
            foreach (var record in batch.Records)
            {
                await transaction.ExecuteAsync(
                    "INSERT INTO message (tenant, id, data) VALUES (@tenant, @id, @data) ON CONFLICT (tenant, id) DO UPDATE SET data = excluded.data",
                    cancellationToken,
                    ("tenant", batch.Connection.TenantId ?? ""), ("id", record.Id), ("data", record.Data.GetRawText()));
            }
        }
    }
    #endregion

    public sealed class ZoomRecordings : IHistoricalSyncSource
    {
        public ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken)
            => throw new NotSupportedException();
    }

    public sealed class CrmHistory : IHistoricalSyncSource
    {
        public ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken)
            => throw new NotSupportedException();
    }

    public interface IMessages
    {
        Task ReceiveAsync(ReadOnlyMemory<byte> webhook, CancellationToken cancellationToken);

        Task UpsertAsync(string? tenant, string connection, string id, JsonElement data, CancellationToken cancellationToken);
    }
}
