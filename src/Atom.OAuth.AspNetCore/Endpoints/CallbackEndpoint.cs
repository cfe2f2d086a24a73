using Atom.OAuth.Diagnostics;
using Atom.OAuth.Integrations;
using Atom.OAuth.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Atom.OAuth.Endpoints;

/// <summary>
/// Handles the provider's response (RFC 6749, section 4.1.2), in this order: the state, which is then used up; the issuer; a refused consent; the
/// exchange; saving; the sync. Once the state is used up, nothing depends on the browser any more.
/// </summary>
internal sealed class CallbackEndpoint(
    IntegrationRegistry integrations,
    IOAuthStateProtector states,
    TokenEndpointClient client,
    GrantSaver saver,
    IOptions<ConnectionsOptions> options,
    ILogger<CallbackEndpoint> logger)
{
    private const string WrongIssuer = "invalid_issuer";

    public async Task HandleAsync(HttpContext http, string integrationId)
    {
        if (integrations.Find(integrationId) is not { } integration || (HttpMethods.IsPost(http.Request.Method) && !integration.Options.UseFormPost))
        {
            await Reply.TextAsync(http, StatusCodes.Status404NotFound, "There is no such integration.").ConfigureAwait(false);
            return;
        }

        var parameters = await CallbackParameters.ReadAsync(http.Request).ConfigureAwait(false);
        var state = parameters?.Single("state");
        var expected = Expectation(http, integration, http.Request.Cookies[states.GetCookieName(state)]);
        if (expected is null)
        {
            await Reply.TextAsync(http, StatusCodes.Status401Unauthorized, "Sign in first, then connect again.").ConfigureAwait(false);
            return;
        }

        // Not cancelled with the request: a browser that calls twice aborts the first request, and gets its outcome with the second.
        var result = await states.ParseAsync(
            state, expected.WithCode(parameters?.Single("code")), CancellationToken.None).ConfigureAwait(false);
        if (result.TryGetState(out var flow))
        {
            (var location, var isConnected) = await FinishAsync(
                integration, flow, state!, parameters!, ConnectionRoutes.RedirectUri(http.Request, options.Value)).ConfigureAwait(false);
            _ = isConnected
                ? await states.CompleteAsync(result, location).ConfigureAwait(false)
                : await states.FailAsync(result, location).ConfigureAwait(false);
            Reply.Redirect(http, location);
        }
        else if (result.PriorOutcome is { } prior)
        {
            // A browser that reloads the callback, or navigates back to it, gets the outcome of the first call.
            Reply.Redirect(http, prior);
        }
        else
        {
            // Without a valid state, nothing of the callback is echoed: anyone could have made the link.
            var status = result.CanRetry ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
            await Reply.TextAsync(http, status, result.Error ?? OAuthErrorMessage.ForUnsolicitedCallback).ConfigureAwait(false);
        }
    }

    /// <summary>Returns what the state has to match; <see langword="null"/> if a signed-in user is required but missing.</summary>
    private OAuthStateExpectation? Expectation(HttpContext http, Integration integration, string? binding)
    {
        if (SignedInUser.Of(http, options.Value) is { } user)
        {
            return OAuthStateExpectation.ForUser(integration.Id, user.UserId, user.TenantId, binding);
        }

        // A POST from the provider's site has no sign-in cookie; the flow's own cookie, which is sent, binds it to the browser.
        return integration.Options.UseFormPost && HttpMethods.IsPost(http.Request.Method)
            ? OAuthStateExpectation.WithoutUser(integration.Id, binding)
            : null;
    }

    /// <returns>The redirect location, which reports the outcome.</returns>
    private async Task<(string Location, bool IsConnected)> FinishAsync(
        Integration integration, OAuthState flow, string state, CallbackParameters parameters, string redirectUri)
    {
        if (!HasRightIssuer(integration, parameters))
        {
            ConnectionsLog.WrongIssuer(logger, integration.Id);
            return Failed(
                integration,
                flow,
                WrongIssuer,
                OAuthErrorMessage.Format(integration.Name, WrongIssuer, "The answer came from another authorization server"));
        }

        if (OAuthErrorMessage.FromCallback(integration.Name, parameters.All) is { } refused)
        {
            return Failed(integration, flow, "refused", refused);
        }

        if (parameters.Single("code") is not { Length: > 0 } code)
        {
            return Failed(
                integration,
                flow,
                "no_code",
                OAuthErrorMessage.Format(integration.Name, "missing_code", $"{integration.Name} sent no authorization code"));
        }

        var answer = await client.ExchangeAsync(integration, code, redirectUri, flow.CodeVerifier).ConfigureAwait(false);
        if (!answer.TryGetTokens(out var tokens, out var failure))
        {
            return Failed(integration, flow, failure.Kind == OAuthFailureKind.ProviderError ? "failure" : "unknown", failure.Message);
        }

        try
        {
            var connection = await saver.SaveAsync(integration, flow, state, tokens).ConfigureAwait(false);
            ConnectionsTelemetry.CountCallback(integration, "success");
            var missing = connection.MissingScopes.Count == 0 ? null : string.Join(' ', connection.MissingScopes);
            return (Reply.With(flow.RedirectPath, ("connected", integration.Id), ("connection", connection.Id), ("missing", missing)), true);
        }
        catch (Exception exception)
        {
            // Whatever the error, state and code are used up: the user needs an answer, because reloading cannot help.
            ConnectionsLog.GrantNotSaved(logger, integration.Id, exception);
            return Failed(
                integration,
                flow,
                "not_saved",
                OAuthErrorMessage.Format(integration.Name, "not_saved", "The connection could not be saved. Please try again"));
        }
    }

    private (string Location, bool IsConnected) Failed(Integration integration, OAuthState flow, string outcome, string message)
    {
        ConnectionsTelemetry.CountCallback(integration, outcome);
        ConnectionsLog.ConnectFailed(logger, integration.Id, message);
        return (Reply.With(flow.RedirectPath, ("error", message), ("integration", integration.Id)), false);
    }

    /// <summary>
    /// Prevents mix-up attacks (RFC 9207, section 2.4): an issuer in the callback must match the known one, and is required if the application
    /// configured it.
    /// </summary>
    private static bool HasRightIssuer(Integration integration, CallbackParameters parameters)
        => integration.Issuer is null
            || (parameters.Has("iss")
                ? string.Equals(parameters.Single("iss"), integration.Issuer, StringComparison.Ordinal)
                : !integration.RequiresIssuer);
}

/// <summary>The parameters of a callback, from its query or form. Unknown ones are ignored.</summary>
internal sealed class CallbackParameters
{
    private readonly IEnumerable<KeyValuePair<string, StringValues>> _values;

    private CallbackParameters(IEnumerable<KeyValuePair<string, StringValues>> values) => _values = values;

    public IEnumerable<KeyValuePair<string, string?>> All
        => _values.SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value));

    public static async Task<CallbackParameters?> ReadAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return new CallbackParameters(request.Query);
        }

        return await Forms.ReadAsync(request).ConfigureAwait(false) is { } form ? new CallbackParameters(form) : null;
    }

    public bool Has(string name) => Values(name).Count > 0;

    /// <summary>Gets a parameter; a repeated one is treated as missing (RFC 6749, section 3.1).</summary>
    public string? Single(string name) => Values(name) is [var value] ? value : null;

    private StringValues Values(string name)
        => _values.FirstOrDefault(parameter => string.Equals(parameter.Key, name, StringComparison.Ordinal)).Value;
}
