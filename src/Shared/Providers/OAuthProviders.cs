namespace Atom.OAuth;

/// <summary>The provider catalogue: what is known about thirteen integrations, each fact with its source.</summary>
/// <remarks>The one place for such facts: the runtime and the analyzers are compiled from the same files.</remarks>
public static partial class OAuthProviders
{
    /// <summary>Gets all providers of the catalogue.</summary>
    public static IReadOnlyList<OAuthProvider> All => Registry.Providers;

    /// <summary>Finds a provider by its id or name; case, spaces, dots and hyphens do not count.</summary>
    /// <param name="idOrName">For example <c>google-calendar</c> or <c>Google Calendar</c>.</param>
    /// <returns>The provider, or <see langword="null"/> when the catalogue does not have it.</returns>
    public static OAuthProvider? Find(string? idOrName)
    {
        // Ids are what programs pass on, and quicker to compare than spellings.
        return idOrName is not null && (Registry.ById.TryGetValue(idOrName, out var provider) || Registry.ByName.TryGetValue(idOrName, out provider))
            ? provider
            : null;
    }

    // In a class of its own, whose initialiser runs after that of all the parts of this class.
    private static class Registry
    {
        public static readonly OAuthProvider[] Providers =
        [
            WhatsApp, Slack, Zoom, GoogleChat, GoogleCalendar, Discord, MicrosoftTeams, Notion, Asana, Trello, Monday, Dropbox, HubSpot,
        ];

        public static readonly Dictionary<string, OAuthProvider> ById = Providers.ToDictionary(provider => provider.Id, StringComparer.Ordinal);

        public static readonly Dictionary<string, OAuthProvider> ByName = Index(Providers);

        private static Dictionary<string, OAuthProvider> Index(OAuthProvider[] providers)
        {
            Dictionary<string, OAuthProvider> index = new(NameComparer.Instance);
            foreach (var provider in providers)
            {
                index[provider.Id] = provider;
                index[provider.Name] = provider;
            }

            // What people write for short.
            index["Teams"] = MicrosoftTeams;
            index["Monday"] = Monday;
            return index;
        }
    }

    /// <summary>Compares letters and digits only.</summary>
    private sealed class NameComparer : IEqualityComparer<string>
    {
        public static readonly NameComparer Instance = new();

        public bool Equals(string? x, string? y)
        {
            var i = 0;
            var j = 0;
            while (true)
            {
                var a = Next(x, ref i);
                var b = Next(y, ref j);
                if (a != b)
                {
                    return false;
                }

                if (a == '\0')
                {
                    return true;
                }
            }
        }

        public int GetHashCode(string obj)
        {
            var hash = 17;
            var i = 0;
            for (var c = Next(obj, ref i); c != '\0'; c = Next(obj, ref i))
            {
                hash = unchecked((hash * 31) + c);
            }

            return hash;
        }

        private static char Next(string? text, ref int position)
        {
            while (text is not null && position < text.Length)
            {
                var c = text[position++];
                if (c is not (' ' or '.' or '-' or '_' or '\0'))
                {
                    return char.ToUpperInvariant(c);
                }
            }

            return '\0';
        }
    }
}
