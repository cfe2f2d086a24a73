using Atom.OAuth.Simulation.Faults;
using Atom.OAuth.Simulation.Providers;
using Microsoft.AspNetCore.WebUtilities;

namespace Atom.OAuth.Simulation.OAuth;

/// <summary>The authorization endpoints: a page that asks, and the redirect back.</summary>
internal sealed class AuthorizationEndpoint(Grants grants, FaultInjector faults, TimeProvider time)
{
    public async Task<IResult> HandleAsync(HttpContext http, SimulatedProvider provider)
    {
        var form = HttpMethods.IsPost(http.Request.Method) ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        var request = AuthorizationRequest.Read(
            name => (form is null ? http.Request.Query[name] : form[name]).FirstOrDefault(), provider.Facts.ScopeSeparator.Value);

        // Without a redirect URI that can be trusted the provider answers with a page of its own.
        if (request.ClientId != SimulatorOptions.ClientId || !Uri.TryCreate(request.RedirectUri, UriKind.Absolute, out var back) || !back.IsLoopback)
        {
            return Results.Text(
                "<!doctype html><title>Invalid request</title><h1>Unknown client or redirect URI</h1>",
                "text/html",
                statusCode: StatusCodes.Status400BadRequest);
        }

        if (provider.Facts.Pkce.Value == OAuthPkceSupport.Required && request.Challenge is null)
        {
            return Return(request, [("error", "invalid_request"), ("error_description", "code_challenge is missing")]);
        }

        if (form is null)
        {
            return Results.Text(ConsentPage.Write(provider.Facts.Name, request), "text/html");
        }

        var decision = faults.TakeDecision(provider.Facts.Id) ?? form["decision"].ToString();
        return decision switch
        {
            "deny" => Return(request, provider.Denied()),
            _ => Allow(
                provider,
                decision == "wrong-state" ? request with { State = $"{request.State}x" } : request,
                form["account"].FirstOrDefault() ?? "1",
                decision == "fewer"),
        };
    }

    private IResult Allow(SimulatedProvider provider, AuthorizationRequest request, string account, bool isFewer)
    {
        var scopes = isFewer ? request.Scopes[..^Math.Min(1, request.Scopes.Length)] : request.Scopes;
        var now = time.GetUtcNow();
        Grant grant = new(provider.Facts.Id, request.ClientId!, account, scopes, now);
        var code = grants.AddCode(new Code(grant, request.RedirectUri!, request.Challenge, now + provider.CodeLifetime));
        return Return(request, [("code", code), .. provider.Also(grant)]);
    }

    private static IResult Return(AuthorizationRequest request, IEnumerable<(string Name, string? Value)> parameters)
    {
        var all = parameters.Append(("state", request.State))
            .Where(parameter => parameter.Item2 is not null)
            .Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2));
        return Results.Redirect(QueryHelpers.AddQueryString(request.RedirectUri!, all));
    }
}
