using Atom.OAuth.Tests.TokenResponses;
using Duende.IdentityModel.Client;

namespace Atom.OAuth.Comparison;

/// <summary>Duende.IdentityModel: the extension methods for HttpClient.</summary>
internal sealed class DuendeReader : ITokenReader
{
    public string Name => "Duende.IdentityModel";

    public async Task<Answer> ReadAsync(TokenResponseSample sample)
    {
        using HttpClient client = new(new SampleHandler(() => sample));
        using AuthorizationCodeTokenRequest request = new()
        {
            Address = "https://provider.example/oauth/token",
            ClientId = "client",
            ClientSecret = "secret",
            Code = "code",
            RedirectUri = "https://app.example/callback",
        };
        try
        {
            var response = await client.RequestAuthorizationCodeTokenAsync(request).ConfigureAwait(false);
            return response.IsError
                ? new Answer(false, null, response.Error, $"{response.Error} {response.ErrorDescription}")
                : new Answer(true, response.AccessToken);
        }
#pragma warning disable CA1031 // Whatever escapes is what is to be found out.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new Answer(false, null, Message: exception.Message, Thrown: exception);
        }
    }
}
