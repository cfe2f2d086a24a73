using Atom.OAuth.Tests.TokenResponses;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using OpenIddict.Client;
using static OpenIddict.Abstractions.OpenIddictExceptions;

namespace Atom.OAuth.Comparison;

/// <summary>OpenIddict's client with one static registration. An exception of its own is its way to report an error.</summary>
internal sealed class OpenIddictReader : ITokenReader, IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private TokenResponseSample? _sample;

    public OpenIddictReader()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddOpenIddict().AddClient(options =>
        {
            options.AllowClientCredentialsFlow().DisableTokenStorage();

            // A failed request is to be seen at once, not repeated.
            options.UseSystemNetHttp().SetHttpResiliencePipeline(Polly.ResiliencePipeline<HttpResponseMessage>.Empty);
            options.AddRegistration(new OpenIddictClientRegistration
            {
                Issuer = new Uri("https://provider.example/"),
                ClientId = "client",
                ClientSecret = "secret",
                Configuration = new OpenIddictConfiguration
                {
                    TokenEndpoint = new Uri("https://provider.example/oauth/token"),
                    GrantTypesSupported = { OpenIddictConstants.GrantTypes.ClientCredentials },
                },
            });
        });
        services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new SampleHandler(() => _sample!)));
        _services = services.BuildServiceProvider();
    }

    public string Name => "OpenIddict.Client";

    public async Task<Answer> ReadAsync(TokenResponseSample sample)
    {
        _sample = sample;
        try
        {
            var result = await _services.GetRequiredService<OpenIddictClientService>()
                .AuthenticateWithClientCredentialsAsync(new OpenIddictClientModels.ClientCredentialsAuthenticationRequest()).ConfigureAwait(false);
            return new Answer(true, result.AccessToken);
        }
        catch (ProtocolException exception)
        {
            return new Answer(false, null, exception.Error, exception.Message);
        }
#pragma warning disable CA1031 // Whatever escapes is what is to be found out.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new Answer(false, null, Message: exception.Message, Thrown: exception);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
