using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atom.OAuth;
using Atom.OAuth.Sync;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the webhook that WhatsApp sends the history to.</summary>
public static class WhatsAppHistoryEndpoints
{
    private const string SignatureHeader = "X-Hub-Signature-256";
    private const string SignaturePrefix = "sha256=";

    /// <summary>
    /// Maps the webhook URL that is configured in the app's dashboard. <c>GET</c> answers Meta's verification request; <c>POST</c> verifies the
    /// signature, stores the parts that belong to a history, and returns 200.
    /// </summary>
    /// <remarks>
    /// The endpoint is anonymous and needs no antiforgery token: it trusts requests signed with the app's secret. An app has one URL for all
    /// its webhooks, so those with anything other than history, for example a new message, are passed to <paramref name="other"/>. If that throws,
    /// Meta sends the webhook again.
    /// </remarks>
    /// <param name="endpoints">The endpoint route builder.</param>
    /// <param name="pattern">The path, for example <c>/webhooks/whatsapp</c>.</param>
    /// <param name="other">Handles webhooks that contain more than history: the request, whose signature has been verified, and its body.</param>
    /// <returns>A convention builder, for example for rate limits.</returns>
    /// <exception cref="InvalidOperationException"><c>AddWhatsAppHistory</c> was not called, or <see cref="WhatsAppHistoryOptions.AppSecret"/>
    /// is not set.</exception>
    public static IEndpointConventionBuilder MapWhatsAppHistory(
        this IEndpointRouteBuilder endpoints, string pattern, Func<HttpContext, ReadOnlyMemory<byte>, Task>? other = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        if (endpoints.ServiceProvider.GetService<IWhatsAppHistoryInbox>() is null)
        {
            throw new InvalidOperationException("Nothing takes the history of WhatsApp. Add it: AddHistoricalSync().AddWhatsAppHistory().");
        }

        if (string.IsNullOrEmpty(endpoints.ServiceProvider.GetRequiredService<IOptionsMonitor<WhatsAppHistoryOptions>>().CurrentValue.AppSecret))
        {
            throw new InvalidOperationException(
                $"Without the app's secret nobody can tell Meta's webhooks from forged ones. Set {nameof(WhatsAppHistoryOptions)}."
                + $"{nameof(WhatsAppHistoryOptions.AppSecret)}: AddWhatsAppHistory(o => o.AppSecret = …).");
        }

        var group = endpoints.MapGroup(pattern).WithTags("WhatsApp").AllowAnonymous();
        group.MapGet("", Verify);
        Delegate receive = (HttpContext http) => ReceiveAsync(http, other);
        group.MapPost("", receive).DisableAntiforgery();
        return group;
    }

    /// <summary>Answers Meta's verification of the URL: developers.facebook.com/docs/graph-api/webhooks/getting-started.</summary>
    private static IResult Verify(HttpRequest request, IOptionsMonitor<WhatsAppHistoryOptions> options)
    {
        var isRight = options.CurrentValue.VerifyToken is { Length: > 0 } token && request.Query["hub.mode"] == "subscribe"
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(request.Query["hub.verify_token"].ToString()));
        return isRight
            ? TypedResults.Text(request.Query["hub.challenge"].ToString(), "text/plain")
            : TypedResults.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> ReceiveAsync(HttpContext http, Func<HttpContext, ReadOnlyMemory<byte>, Task>? other)
    {
        var services = http.RequestServices;
        ILogger logger = services.GetRequiredService<ILogger<WhatsAppHistoryInbox>>();
        var options = services.GetRequiredService<IOptionsMonitor<WhatsAppHistoryOptions>>().CurrentValue;
        if (await ReadAsync(http.Request).ConfigureAwait(false) is not { } body)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"It has more than {WhatsAppHistoryInbox.Largest:N0} bytes.");
        }

        if (!IsSigned(http.Request.Headers[SignatureHeader].ToString(), body, options.AppSecret!))
        {
            return Refuse(
                StatusCodes.Status401Unauthorized,
                $"{SignatureHeader} is missing or wrong. Is {nameof(options.AppSecret)} the secret of this app?");
        }

        IReadOnlyList<(string? Phone, ReadOnlyMemory<byte> Body)> parts;
        bool isMore;
        try
        {
            (parts, isMore) = WhatsAppWebhook.Split(body);
        }
        catch (JsonException)
        {
            return Refuse(StatusCodes.Status400BadRequest, "It is not JSON.");
        }

        // Stored before responding: Meta resends what is not acknowledged.
        foreach ((var phone, var part) in parts)
        {
            if (!await TryStoreAsync(services, phone, part, logger, http.RequestAborted).ConfigureAwait(false))
            {
                return Refuse(StatusCodes.Status503ServiceUnavailable, "Another connection is asking for the history of this phone number.");
            }
        }

        if (isMore && other is not null)
        {
            await other(http, body).ConfigureAwait(false);
        }

        return TypedResults.Ok();

        IResult Refuse(int status, string reason)
        {
            DiagnosticsLog.WebhookRefused(logger, status, reason);
            return TypedResults.StatusCode(status);
        }
    }

    /// <returns>Whether the webhook can be acknowledged. If its owner is not known yet, it has to be sent again.</returns>
    private static async Task<bool> TryStoreAsync(
        IServiceProvider services, string? phone, ReadOnlyMemory<byte> body, ILogger logger, CancellationToken cancellationToken)
    {
        var owner = phone is null
            ? null
            : await services.GetRequiredService<LedgerPhones>().FindAsync(phone, cancellationToken).ConfigureAwait(false);
        switch (owner)
        {
            case { IsContested: true }:
                return false;
            case var (tenant, connection, _):
                await services.GetRequiredService<IWhatsAppHistoryInbox>()
                    .ReceiveAsync(tenant, connection, body, cancellationToken)
                    .ConfigureAwait(false);
                return true;
            default:
                // Acknowledged nevertheless: sending it again would not help.
                DiagnosticsLog.NobodysPhone(logger);
                return true;
        }
    }

    /// <summary>Reads the raw body, because the signature covers its bytes; returns <see langword="null"/> if it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request)
    {
        ArrayBufferWriter<byte> body = new();
        int read;
        do
        {
            read = await request.Body.ReadAsync(body.GetMemory(1 << 14), request.HttpContext.RequestAborted).ConfigureAwait(false);
            body.Advance(read);
        }
        while (read > 0 && body.WrittenCount <= WhatsAppHistoryInbox.Largest);
        return body.WrittenCount > WhatsAppHistoryInbox.Largest ? default(ReadOnlyMemory<byte>?) : body.WrittenMemory;
    }

    /// <summary>Compares in constant time, so that the duration does not reveal which byte of a forged signature is wrong.</summary>
    private static bool IsSigned(string header, ReadOnlyMemory<byte> body, string secret)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body.Span, right);
        return header.Length == SignaturePrefix.Length + (2 * HMACSHA256.HashSizeInBytes)
            && header.StartsWith(SignaturePrefix, StringComparison.Ordinal)
            && Convert.FromHexString(header.AsSpan(SignaturePrefix.Length), given, out _, out _) == OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, right);
    }
}
