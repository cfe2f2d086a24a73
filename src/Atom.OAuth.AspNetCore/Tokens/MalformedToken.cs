using System.Text.Json;
using System.Text.Json.Serialization;
using Atom.OAuth.Integrations;

namespace Atom.OAuth.Tokens;

/// <summary>The response for an access token with invalid characters.</summary>
internal static class MalformedToken
{
    private const string Code = "malformed_token";

    public static OAuthTokenResponse Create(Integration integration)
    {
        var description = $"{integration.Name} sent an access token with characters that no token may have";
        return OAuthTokenResponse.Of(
            new ReadContext(integration.Provider, TimeProvider.System),
            new OAuthFailure(
                integration.Name,
                OAuthFailureKind.MissingToken,
                Code,
                OAuthErrorMessage.Format(integration.Name, Code, description))
            { Description = description });
    }
}

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class UserInfoContext : JsonSerializerContext;
