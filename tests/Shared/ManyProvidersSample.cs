namespace Atom.OAuth.Testing;

/// <summary>Several types that each talk to one provider, and code that selects them by name: its callback belongs to no specific provider.</summary>
internal static class ManyProvidersSample
{
    public const string Source = """
        public interface IProvider { string Name { get; } Task<string> ExchangeCodeAsync(string code); }

        public class MicrosoftProvider(HttpClient http) : IProvider
        {
            public string Name => "microsoft";

            public async Task<string> ExchangeCodeAsync(string code)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
                var answer = await http.PostAsync("https://login.microsoftonline.com/common/oauth2/v2.0/token", form);
                return await answer.Content.ReadAsStringAsync();
            }
        }

        public class DiscordProvider(HttpClient http) : IProvider
        {
            public string Name => "discord";

            public async Task<string> ExchangeCodeAsync(string code)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
                var answer = await http.PostAsync("https://discord.com/api/oauth2/token", form);
                return await answer.Content.ReadAsStringAsync();
            }
        }

        public class Providers(IEnumerable<IProvider> all)
        {
            public IProvider Get(string name) => all.First(provider => provider.Name == name);
        }
        """;
}
