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
        CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartTokenRequest(context.Facts, context.Current is null ? "token" : "refresh");

        // A client bounds an answer that it loads itself; here the body is still to be read, within the same time.
        using var bound = TimeLimit.Start(client, cancellationToken);
        OAuthTokenResponse answer;
        try
        {
            using var response = await SendAsync(client, request, bound?.Token ?? cancellationToken).ConfigureAwait(false);
            answer = RedirectedRequest.Failure(context, response) is { } redirected
                ? OAuthTokenResponse.Of(context, redirected)
                : await ReadAsync(response, context, bound?.Token ?? cancellationToken, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportFailure.Is(exception, cancellationToken))
        {
            answer = OAuthTokenResponse.Of(context, TransportFailure.Create(context, exception, response: null));
        }

        if (answer.Failure is { } failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.Code);
        }

        return answer;
    }

    public static ValueTask<OAuthTokenResponse> ReadAsync(HttpResponseMessage response, ReadContext context, CancellationToken cancellationToken)
        => ReadAsync(response, context, cancellationToken, cancellationToken);

    /// <summary>Reads the answer to a revocation.</summary>
    /// <returns>The failure, or <see langword="null"/>.</returns>
    public static async ValueTask<OAuthFailure?> ReadRevocationAsync(
        HttpResponseMessage response, ReadContext context, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync(response, context, cancellationToken).ConfigureAwait(false);
        return answer.Failure switch
        {
            // A good answer is empty or says nothing about an error (RFC 7009, section 2.2).
            { Kind: OAuthFailureKind.Empty or OAuthFailureKind.MissingToken } when response.IsSuccessStatusCode => null,
            { Kind: OAuthFailureKind.NotJson } when response.IsSuccessStatusCode => null,
            var failure => failure,
        };
    }

    private static Task<HttpResponseMessage> SendAsync(HttpMessageInvoker client, HttpRequestMessage request, CancellationToken cancellationToken)
        => client is HttpClient http
            ? http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : client.SendAsync(request, cancellationToken);

    /// <param name="response">The response.</param>
    /// <param name="context">For whom it is read.</param>
    /// <param name="bound">Ends the read.</param>
    /// <param name="cancellationToken">The caller's own cancellation, which is no failure of the connection.</param>
    private static ValueTask<OAuthTokenResponse> ReadAsync(
        HttpResponseMessage response,
        ReadContext context,
        CancellationToken bound,
        CancellationToken cancellationToken)
    {
        if (ResponseInspector.DecideByStatus(response) is ResponseBodyKind kind)
        {
            return new(OAuthTokenResponse.Of(context, FailureFactory.OfBody(context, response, new BodyVerdict(kind))));
        }

        // A response in memory, the usual case, needs no asynchronous method.
        var stream = BodyStream.TryOpen(response.Content, bound);
        return stream is { CanSeek: true }
            ? new(ReadMemory(stream, response, context))
            : ReadStreamAsync(stream, response, context, bound, cancellationToken);
    }

    private static OAuthTokenResponse ReadMemory(Stream memory, HttpResponseMessage response, in ReadContext context)
    {
        var start = memory.Position;
        BodyCollector body = new(response.Content);
        try
        {
            while (!BodyInterpreter.IsSettled(body))
            {
                body.Append(BodyStream.Read(memory, body.Reserve()));
            }

            return BodyInterpreter.Interpret(ref body, response, context);
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
        CancellationToken bound,
        CancellationToken cancellationToken)
    {
        BodyCollector body = new(response.Content);
        try
        {
            stream ??= await BodyStream.OpenLaterAsync(response.Content, bound).ConfigureAwait(false);
            while (!BodyInterpreter.IsSettled(body))
            {
                body.Append(await BodyStream.ReadAsync(stream, body.Reserve(), bound).ConfigureAwait(false));
            }

            return BodyInterpreter.Interpret(ref body, response, context);
        }
        catch (Exception exception) when (TransportFailure.Is(exception, cancellationToken))
        {
            return BrokenOff(ref body, response, context) ?? OAuthTokenResponse.Of(context, TransportFailure.Create(context, exception, response));
        }
        finally
        {
            stream?.Dispose();
            body.Dispose();
        }
    }

    /// <summary>What came before the connection broke: a page, or JSON that is whole, for its end tells itself. Half of JSON is nothing.</summary>
    private static OAuthTokenResponse? BrokenOff(ref BodyCollector body, HttpResponseMessage response, in ReadContext context)
    {
        var canBeTold = body.TryConclude() && body.Verdict is { } verdict
            && (verdict.Kind == ResponseBodyKind.Json
                || (verdict.Kind is ResponseBodyKind.Html or ResponseBodyKind.Text or ResponseBodyKind.Xml && !response.IsSuccessStatusCode));
        return canBeTold
            && BodyInterpreter.Interpret(ref body, response, context) is { } answer
            && answer.Failure?.Kind != OAuthFailureKind.NotJson | body.Verdict?.Kind != ResponseBodyKind.Json
            ? answer
            : null;
    }
}
