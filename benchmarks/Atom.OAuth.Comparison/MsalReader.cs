using Atom.OAuth.Tests.TokenResponses;
using Microsoft.Identity.Client;

namespace Atom.OAuth.Comparison;

/// <summary>
/// Microsoft.Identity.Client: the client credentials flow against Microsoft's own host, without repeated requests and without its cache, which
/// takes no refresh token of an app.
/// </summary>
internal sealed class MsalReader : ITokenReader
{
    public string Name => "Microsoft.Identity.Client";

    public async Task<Answer> ReadAsync(TokenResponseSample sample)
    {
        using HttpClient client = new(new SampleHandler(() => sample));

        // A client of its own for each answer: after a 429 or a 5xx the library asks no more for a while.
        var application = ConfidentialClientApplicationBuilder.Create(Guid.NewGuid().ToString())
            .WithClientSecret("secret")
            .WithAuthority("https://login.microsoftonline.com/contoso", validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithCacheOptions(CacheOptions.DisableInternalCacheOptions)
            .WithHttpClientFactory(new Factory(client), retryOnceOn5xx: false)
            .Build();
        try
        {
            var result = await application.AcquireTokenForClient(["https://provider.example/.default"]).ExecuteAsync().ConfigureAwait(false);
            return new Answer(true, result.AccessToken);
        }
        catch (MsalException exception)
        {
            return new Answer(false, null, exception.ErrorCode, exception.Message);
        }
#pragma warning disable CA1031 // Whatever escapes is what is to be found out.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new Answer(false, null, Message: exception.Message, Thrown: exception);
        }
    }

    private sealed class Factory(HttpClient client) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => client;
    }
}
