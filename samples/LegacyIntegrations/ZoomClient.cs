using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace LegacyIntegrations
{
    // An HTTP helper of its own that returns strings, Newtonsoft, and the body of a failed response read as JSON.
    public class ZoomClient
    {
        private static readonly HttpClient Http = new HttpClient();

        private readonly string _clientId;
        private readonly string _clientSecret;

        public ZoomClient(string clientId, string clientSecret)
        {
            _clientId = clientId;
            _clientSecret = clientSecret;
        }

        public async Task<string?> GetAccessTokenAsync(string code, string redirectUri)
        {
            var body = await PostTokenRequestAsync(new[]
            {
                new KeyValuePair<string, string>("grant_type", "authorization_code"),
                new KeyValuePair<string, string>("code", code),
                new KeyValuePair<string, string>("redirect_uri", redirectUri),
            });

            var json = JObject.Parse(body); // ATOM001
            return (string?)json["access_token"];
        }

        public async Task<ZoomToken> RefreshAsync(string refreshToken)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"https://zoom.us/oauth/token?grant_type=refresh_token&refresh_token={refreshToken}");
            request.Headers.Authorization = BasicAuthentication();

            var response = await Http.SendAsync(request);
            if (!response.IsSuccessStatusCode)
            {
                var error = JsonConvert.DeserializeObject<ZoomError>(await response.Content.ReadAsStringAsync()); // ATOM001
                throw new InvalidOperationException(error?.Reason); // ATOM004
            }

            return ParseToken(await response.Content.ReadAsStringAsync());
        }

        // The refresh token of the application's own account, lost where an answer has none.
        public string? OwnRefreshToken { get; set; }

        public async Task<string?> GetOwnAccessTokenAsync()
        {
            var token = await RefreshAsync(OwnRefreshToken!);
            OwnRefreshToken = token.RefreshToken; // ATOM009
            return token.AccessToken;
        }

        public async Task<dynamic?> GetUserAsync(string accessToken)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "https://api.zoom.us/v2/users/me");
            request.Headers.Add("Authorization", "Bearer " + accessToken);

            var response = await Http.SendAsync(request);
            var content = await response.Content.ReadAsStringAsync();
            try
            {
                return JsonConvert.DeserializeObject<dynamic>(content); // ATOM001
            }
            catch (Exception exception)
            {
                Console.Error.WriteLine(exception.Message);
                return null;
            }
        }

        private static ZoomToken ParseToken(string body)
        {
            return JsonConvert.DeserializeObject<ZoomToken>(body)!; // ATOM001
        }

        private async Task<string> PostTokenRequestAsync(IEnumerable<KeyValuePair<string, string>> form)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "https://zoom.us/oauth/token");
            request.Headers.Authorization = BasicAuthentication();
            request.Content = new FormUrlEncodedContent(form);

            var response = await Http.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }

        private AuthenticationHeaderValue BasicAuthentication()
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(_clientId + ":" + _clientSecret));
            return new AuthenticationHeaderValue("Basic", credentials);
        }
    }

    public class ZoomToken
    {
        [JsonProperty("access_token")]
        public string? AccessToken { get; set; }

        [JsonProperty("refresh_token")]
        public string? RefreshToken { get; set; }
    }

    public class ZoomError
    {
        [JsonProperty("reason")]
        public string? Reason { get; set; }
    }
}
