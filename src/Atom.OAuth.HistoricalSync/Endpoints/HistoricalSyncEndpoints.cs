using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Atom.OAuth;
using Atom.OAuth.Sync;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints of the historical sync.</summary>
public static class HistoricalSyncEndpoints
{
    /// <summary>
    /// Maps <c>GET /</c> (list), <c>GET /{id}</c>, <c>GET /{id}/windows</c>, <c>GET /{id}/events</c> (server-sent events, with
    /// <c>Last-Event-ID</c>) and
    /// <c>POST /{id}/pause</c>, <c>/resume</c>, <c>/cancel</c> and <c>/retry</c>.
    /// </summary>
    /// <remarks>
    /// A request has access only to the syncs of its tenant and user; other ids result in 404, and a request without an authenticated user in
    /// 401. Apply your authorization policy to the group with <c>.RequireAuthorization()</c>; with cookies, also your antiforgery protection.
    /// </remarks>
    /// <param name="endpoints">The endpoint route builder.</param>
    /// <param name="prefix">The path prefix, for example <c>/syncs</c>.</param>
    /// <param name="configure">Sets how to find the tenant and user of a request.</param>
    /// <returns>The route group, for example for authorization policies.</returns>
    public static RouteGroupBuilder MapHistoricalSyncs(
        this IEndpointRouteBuilder endpoints, string prefix, Action<HistoricalSyncEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        HistoricalSyncEndpointOptions options = new();
        configure?.Invoke(options);
        var group = endpoints.MapGroup(prefix).WithTags("Historical sync");
        group.AddEndpointFilter(static (context, next) => context.HttpContext.User.Identity?.IsAuthenticated == true
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.Unauthorized()));
        group.MapGet("/", (HttpContext http, IHistoricalSyncs syncs, [AsParameters] ListQuery query) => ListAsync(http, syncs, query, options));
        group.MapGet("/{id}", (string id, HttpContext http, IHistoricalSyncs syncs) => FindAsync(id, http, syncs, options));
        group.MapGet("/{id}/windows", (string id, HttpContext http, IHistoricalSyncs syncs) => WindowsAsync(id, http, syncs, options));
        group.MapGet("/{id}/events", (string id, HttpContext http, IHistoricalSyncs syncs) => WatchAsync(id, http, syncs, options));
        Control("pause", static (syncs, tenant, id, token) => syncs.PauseAsync(tenant, id, token));
        Control("resume", static (syncs, tenant, id, token) => syncs.ResumeAsync(tenant, id, token));
        Control("cancel", static (syncs, tenant, id, token) => syncs.CancelAsync(tenant, id, token));
        Control("retry", static (syncs, tenant, id, token) => syncs.RetryAsync(tenant, id, token));
        return group;

        void Control(string action, Func<IHistoricalSyncs, string?, string, CancellationToken, Task<HistoricalSyncChange>> change)
            => group.MapPost(
                $"/{{id}}/{action}", (string id, HttpContext http, IHistoricalSyncs syncs) => ChangeAsync(id, http, syncs, options, change));
    }

    private static async Task<Results<Ok<IReadOnlyList<HistoricalSyncView>>, ValidationProblem>> ListAsync(
        HttpContext http, IHistoricalSyncs syncs, ListQuery query, HistoricalSyncEndpointOptions options)
    {
        HistoricalSyncState? state = null;
        if (query.State is not null)
        {
            var name = query.State.Replace("_", string.Empty, StringComparison.Ordinal);
            if (!Enum.TryParse(name, ignoreCase: true, out HistoricalSyncState parsed) || !Enum.IsDefined(parsed))
            {
                return Invalid(
                    "state", $"There is no such state. One of: {string.Join(", ", Enum.GetValues<HistoricalSyncState>().Select(LedgerText.Of))}.");
            }

            state = parsed;
        }

        if (query.Limit is < 1 or > 1_000)
        {
            return Invalid("limit", "Between 1 and 1,000; go on with 'after', the id of the last one.");
        }

        var found = await syncs.ListAsync(
            options.TenantId(http),
            new()
            {
                IntegrationId = query.Integration,
                ConnectionId = query.Connection,
                UserId = UserOf(http, options),
                State = state,
                After = query.After,
                Limit = query.Limit ?? 100,
            },
            http.RequestAborted).ConfigureAwait(false);
        return TypedResults.Ok<IReadOnlyList<HistoricalSyncView>>([.. found.Select(HistoricalSyncView.Of)]);
    }

    private static async Task<Results<Ok<HistoricalSyncView>, NotFound>> FindAsync(
        string id, HttpContext http, IHistoricalSyncs syncs, HistoricalSyncEndpointOptions options)
        => await OwnAsync(
            id, http, syncs, options).ConfigureAwait(false) is { } sync ? TypedResults.Ok(HistoricalSyncView.Of(sync)) : TypedResults.NotFound();

    private static async Task<Results<Ok<IReadOnlyList<HistoricalSyncWindowView>>, NotFound>> WindowsAsync(
        string id, HttpContext http, IHistoricalSyncs syncs, HistoricalSyncEndpointOptions options)
    {
        if (await OwnAsync(id, http, syncs, options).ConfigureAwait(false) is null)
        {
            return TypedResults.NotFound();
        }

        var windows = await syncs.ListWindowsAsync(
            options.TenantId(http), id, http.RequestAborted).ConfigureAwait(false);
        return TypedResults.Ok<IReadOnlyList<HistoricalSyncWindowView>>([.. windows.Select(HistoricalSyncWindowView.Of)]);
    }

    private static async Task<IResult> WatchAsync(string id, HttpContext http, IHistoricalSyncs syncs, HistoricalSyncEndpointOptions options)
    {
        if (await OwnAsync(id, http, syncs, options).ConfigureAwait(false) is null)
        {
            return TypedResults.NotFound();
        }

        string? lastEventId = http.Request.Headers["Last-Event-ID"];
        var known = long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        var changes = syncs.WatchAsync(options.TenantId(http), id, known, http.RequestAborted);
        return TypedResults.ServerSentEvents(EventsAsync(changes, http.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<HistoricalSyncView>> EventsAsync(
        IAsyncEnumerable<HistoricalSyncInfo> changes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var sync in changes.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new(HistoricalSyncView.Of(sync), "progress") { EventId = sync.Version.ToString(CultureInfo.InvariantCulture) };
        }
    }

    private static async Task<Results<Ok<HistoricalSyncView>, NotFound, Conflict<ProblemDetails>>> ChangeAsync(
        string id,
        HttpContext http,
        IHistoricalSyncs syncs,
        HistoricalSyncEndpointOptions options,
        Func<IHistoricalSyncs, string?, string, CancellationToken, Task<HistoricalSyncChange>> change)
    {
        if (await OwnAsync(id, http, syncs, options).ConfigureAwait(false) is null)
        {
            return TypedResults.NotFound();
        }

        var changed = await change(syncs, options.TenantId(http), id, http.RequestAborted).ConfigureAwait(false);
        return (changed.Status, changed.Sync) switch
        {
            (HistoricalSyncChangeStatus.Accepted, { } sync) => TypedResults.Ok(HistoricalSyncView.Of(sync)),
            (HistoricalSyncChangeStatus.NotPossible, _) => TypedResults.Conflict(
                new ProblemDetails { Title = changed.Message, Status = StatusCodes.Status409Conflict }),
            _ => TypedResults.NotFound(),
        };
    }

    /// <summary>Finds the sync if it belongs to the caller.</summary>
    private static async Task<HistoricalSyncInfo?> OwnAsync(
        string id, HttpContext http, IHistoricalSyncs syncs, HistoricalSyncEndpointOptions options)
        => await syncs.FindAsync(options.TenantId(http), id, http.RequestAborted).ConfigureAwait(false) is { } sync
            && (options.UserId is null || sync.Connection.UserId == UserOf(http, options))
                ? sync
                : null;

    /// <summary>Finds the user; a user without an id sees nothing, rather than everything.</summary>
    private static string? UserOf(HttpContext http, HistoricalSyncEndpointOptions options)
        => options.UserId is { } find ? find(http) ?? string.Empty : null;

    private static ValidationProblem Invalid(string parameter, string message)
        => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [parameter] = [message] });

    private sealed record ListQuery(string? Integration, string? Connection, string? State, string? After, int? Limit);
}
