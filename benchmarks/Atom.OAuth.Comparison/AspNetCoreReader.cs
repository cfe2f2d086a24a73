using System.Text.Encodings.Web;
using Atom.OAuth.Tests.TokenResponses;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using AspNetTokenResponse = Microsoft.AspNetCore.Authentication.OAuth.OAuthTokenResponse;

namespace Atom.OAuth.Comparison;

/// <summary>The OAuth handler of ASP.NET Core: its exchange of a code for a token.</summary>
internal sealed class AspNetCoreReader : ITokenReader
{
    public string Name => "ASP.NET Core `OAuthHandler`";

    public async Task<Answer> ReadAsync(TokenResponseSample sample)
    {
        using SampleHandler backchannel = new(() => sample);
        Options options = new(backchannel);
        Handler handler = new(options, NullLoggerFactory.Instance, UrlEncoder.Default);
        DefaultHttpContext context = new();
        await handler.InitializeAsync(new AuthenticationScheme("Provider", null, typeof(Handler)), context).ConfigureAwait(false);
        try
        {
            using var response = await handler.ExchangeAsync().ConfigureAwait(false);
            return new Answer(response.Error is null, response.AccessToken, Message: response.Error?.Message);
        }
#pragma warning disable CA1031 // Whatever escapes is what is to be found out.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new Answer(false, null, Message: exception.Message, Thrown: exception);
        }
    }

    private sealed class Handler(IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : OAuthHandler<OAuthOptions>(options, logger, encoder)
    {
        public Task<AspNetTokenResponse> ExchangeAsync()
            => ExchangeCodeAsync(new OAuthCodeExchangeContext(new AuthenticationProperties(), "code", "https://app.example/callback"));
    }

    private sealed class Options(HttpMessageHandler backchannel) : IOptionsMonitor<OAuthOptions>
    {
        public OAuthOptions CurrentValue { get; } = new()
        {
            ClientId = "client",
            ClientSecret = "secret",
            AuthorizationEndpoint = "https://provider.example/oauth/authorize",
            TokenEndpoint = "https://provider.example/oauth/token",
            CallbackPath = "/callback",
            Backchannel = new HttpClient(backchannel),
        };

        public OAuthOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<OAuthOptions, string?> listener) => null;
    }
}
