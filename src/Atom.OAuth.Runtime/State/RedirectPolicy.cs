namespace Atom.OAuth.State;

/// <summary>Decides where a state may redirect to: see <see cref="OAuthRedirectPath"/>; under an allowed prefix, and never to a callback.</summary>
internal sealed class RedirectPolicy
{
    private readonly OAuthStateOptions _options;

    public RedirectPolicy(OAuthStateOptions options) => _options = options;

    /// <summary>Returns the problem with a path, or <see langword="null"/>.</summary>
    public string? Problem(string path)
    {
        if (!OAuthRedirectPath.TryValidate(path, out var problem))
        {
            return problem;
        }

        if (IsCallback(path, _options))
        {
            return "The redirect path is a callback path: the browser would go in circles.";
        }

        return _options.AllowedRedirectPrefixes.Count == 0
            || _options.AllowedRedirectPrefixes.Any(prefix => IsWithin(path, prefix, StringComparison.Ordinal))
            ? null
            : $"The redirect path is under none of {nameof(OAuthStateOptions)}.{nameof(OAuthStateOptions.AllowedRedirectPrefixes)}.";
    }

    /// <summary>Determines whether a safe path is a callback path; routing ignores case, escapes and a trailing slash.</summary>
    public static bool IsCallback(string path, OAuthStateOptions options)
    {
        if (options.CallbackPaths.Count == 0)
        {
            return false;
        }

        var route = Uri.UnescapeDataString(path.Substring(0, OAuthRedirectPath.PathPartLength(path)));
        return options.CallbackPaths.Any(callback => IsWithin(Collapse(route), callback, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Reverse proxies may merge consecutive slashes.</summary>
    private static string Collapse(string path)
        => path.IndexOf("//", StringComparison.Ordinal) < 0 ? path : "/" + string.Join("/", path.Split(['/'], StringSplitOptions.RemoveEmptyEntries));

    private static bool IsWithin(string path, string prefix, StringComparison comparison)
    {
        var root = prefix.TrimEnd('/');
        return path.StartsWith(root, comparison) && (path.Length == root.Length || path[root.Length] is '/' or '?' or '#');
    }
}
