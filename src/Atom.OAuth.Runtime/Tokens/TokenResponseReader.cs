using System.Diagnostics;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Inspection;

namespace Atom.OAuth.Tokens;

/// <summary>Reads the answers of token and revocation endpoints: connection → body → <see cref="BodyInterpreter"/>.</summary>
internal static class TokenResponseReader
{
    public static async Task<OAuthTokenResponse> SendAsync(
        HttpMessageInvoker client,
        HttpRequestMessage request,
        ReadContext context,
        OAuthTokens? current,
        CancellationToken cancellationToken)
    {
        using Activity? activity = Telemetry.StartTokenRequest(context.Facts, current is null ? "token" : "refresh");
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportFailure.Is(exception, cancellationToken))
        {
            OAuthFailure failure = TransportFailure.Create(context, exception, response: null);
            activity?.SetStatus(ActivityStatusCode.Error, failure.Code);
            return OAuthTokenResponse.Of(context, failure);
        }

        using (response)
        {
            OAuthTokenResponse answer = await ReadAsync(response, context, current, cancellationToken).ConfigureAwait(false);
            if (answer.Failure is { } failure)
            {
                activity?.SetStatus(ActivityStatusCode.Error, failure.Code);
            }

            return answer;
        }
    }

    public static ValueTask<OAuthTokenResponse> ReadAsync(
        HttpResponseMessage response,
        ReadContext context,
        OAuthTokens? current,
        CancellationToken cancellationToken)
    {
        if (ResponseInspector.DecideByStatus(response) is ResponseBodyKind kind)
        {
            return new(OAuthTokenResponse.Of(context, FailureFactory.OfBody(context, response, new BodyVerdict(kind))));
        }

        // A response in memory, the usual case, needs no asynchronous method.
        Stream? stream = BodyStream.TryOpen(response.Content, cancellationToken);
        return stream is { CanSeek: true }
            ? new(ReadMemory(stream, response, context, current))
            : ReadStreamAsync(stream, response, context, current, cancellationToken);
    }

    /// <summary>Reads the answer to a revocation.</summary>
    /// <returns>The failure, or <see langword="null"/>.</returns>
    public static async ValueTask<OAuthFailure?> ReadRevocationAsync(HttpResponseMessage response, ReadContext context, CancellationToken cancellationToken)
    {
        OAuthTokenResponse answer = await ReadAsync(response, context, current: null, cancellationToken).ConfigureAwait(false);
        return answer.Failure switch
        {
            // A good answer is empty or says nothing about an error (RFC 7009, section 2.2).
            { Kind: OAuthFailureKind.Empty or OAuthFailureKind.MissingToken } when response.IsSuccessStatusCode => null,
            { Kind: OAuthFailureKind.NotJson } when response.IsSuccessStatusCode => null,
            var failure => failure,
        };
    }

    private static OAuthTokenResponse ReadMemory(Stream memory, HttpResponseMessage response, in ReadContext context, OAuthTokens? current)
    {
        long start = memory.Position;
        BodyCollector body = new(response.Content);
        try
        {
            while (!BodyInterpreter.IsSettled(body))
            {
                body.Append(BodyStream.Read(memory, body.Reserve()));
            }

            return BodyInterpreter.Interpret(ref body, response, context, current);
        }
        finally
        {
            // A handler of the failure can read the body once more.
            memory.Position = start;
            body.Dispose();
        }
    }

    private static async ValueTask<OAuthTokenResponse> ReadStreamAsync(
        Stream? stream,
        HttpResponseMessage response,
        ReadContext context,
        OAuthTokens? current,
        CancellationToken cancellationToken)
    {
        BodyCollector body = new(response.Content);
        try
        {
            stream ??= await BodyStream.OpenLaterAsync(response.Content, cancellationToken).ConfigureAwait(false);
            while (!BodyInterpreter.IsSettled(body))
            {
                body.Append(await BodyStream.ReadAsync(stream, body.Reserve(), cancellationToken).ConfigureAwait(false));
            }

            return BodyInterpreter.Interpret(ref body, response, context, current);
        }
        catch (Exception exception) when (TransportFailure.Is(exception, cancellationToken))
        {
            return OAuthTokenResponse.Of(context, TransportFailure.Create(context, exception, response));
        }
        finally
        {
            stream?.Dispose();
            body.Dispose();
        }
    }
}
