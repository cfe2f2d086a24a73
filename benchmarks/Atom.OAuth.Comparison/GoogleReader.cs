using Atom.OAuth.Tests.TokenResponses;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Http;

namespace Atom.OAuth.Comparison;

/// <summary>Google.Apis.Auth: the authorization code flow, without repeated requests.</summary>
internal sealed class GoogleReader : ITokenReader
{
    public string Name => "Google.Apis.Auth";

    public async Task<Answer> ReadAsync(TokenResponseSample sample)
    {
        using AuthorizationCodeFlow flow = new(new AuthorizationCodeFlow.Initializer(
            "https://provider.example/oauth/authorize", "https://provider.example/oauth/token")
        {
            ClientSecrets = new ClientSecrets { ClientId = "client", ClientSecret = "secret" },
            HttpClientFactory = new Factory(sample),
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        });
        try
        {
            var token = await flow.ExchangeCodeForTokenAsync(
                "user", "code", "https://app.example/callback", CancellationToken.None).ConfigureAwait(false);
            return new Answer(true, token.AccessToken);
        }
        catch (TokenResponseException exception)
        {
            return new Answer(false, null, exception.Error?.Error, exception.Message);
        }
#pragma warning disable CA1031 // Whatever escapes is what is to be found out.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new Answer(false, null, Message: exception.Message, Thrown: exception);
        }
    }

    private sealed class Factory(TokenResponseSample sample) : HttpClientFactory
    {
        protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => new SampleHandler(() => sample);
    }
}
