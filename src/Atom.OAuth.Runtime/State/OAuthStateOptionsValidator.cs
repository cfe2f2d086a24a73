using Microsoft.Extensions.Options;

namespace Atom.OAuth.State;

/// <summary>Reports at startup what would otherwise fail at the first callback.</summary>
internal sealed class OAuthStateOptionsValidator : IValidateOptions<OAuthStateOptions>
{
    private const string TokenPunctuation = "-_.~!#$&'*+^`|%";

    public ValidateOptionsResult Validate(string? name, OAuthStateOptions options)
    {
        List<string> problems = [];
        Check(
            options.Lifetime >= TimeSpan.FromMinutes(1) && options.Lifetime <= TimeSpan.FromHours(1),
            nameof(options.Lifetime),
            "has to be from 1 minute to 1 hour");
        Check(
            options.MaxStateLength is >= StateReference.Length and <= StateFormat.LongestState,
            nameof(options.MaxStateLength),
            $"has to be from {StateReference.Length} to {StateFormat.LongestState}");
        Check(
            IsWithin(options.DuplicateWindow, TimeSpan.Zero, TimeSpan.FromHours(1)),
            nameof(options.DuplicateWindow),
            "has to be from zero to 1 hour");
        Check(
            options.DuplicateWait >= TimeSpan.Zero && options.DuplicateWait <= TimeSpan.FromSeconds(30),
            nameof(options.DuplicateWait),
            "has to be from zero to 30 seconds");
        var isTimeout = IsWithin(options.StoreTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Check(isTimeout, nameof(options.StoreTimeout), "has to be from 10 milliseconds to 1 minute");
        Check(options.InMemoryCapacity > 0, nameof(options.InMemoryCapacity), "has to be at least 1");
        Check(options.InMemoryCapacityPerUser > 0, nameof(options.InMemoryCapacityPerUser), "has to be at least 1");
        Check(
            IsCookieName(options.CookieName),
            nameof(options.CookieName),
            "has to be 1 to 64 letters, digits and characters that a cookie's name may have (RFC 6265 4.1.1)");
        foreach (var path in options.AllowedRedirectPrefixes)
        {
            CheckPath(path, nameof(options.AllowedRedirectPrefixes));
        }

        foreach (var path in options.CallbackPaths)
        {
            CheckPath(path, nameof(options.CallbackPaths));
        }

        CheckPath(options.DefaultRedirectPath, nameof(options.DefaultRedirectPath));
        if (problems.Count == 0)
        {
            Check(!options.CallbackPaths.Contains("/"), nameof(options.CallbackPaths), "must not have '/', which every redirect path is under");
            Check(
                !RedirectPolicy.IsCallback(options.DefaultRedirectPath, options),
                nameof(options.DefaultRedirectPath),
                "must not be a callback path");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Check(bool holds, string property, string demand)
        {
            if (!holds)
            {
                problems.Add($"{nameof(OAuthStateOptions)}.{property} {demand}.");
            }
        }

        void CheckPath(string path, string property)
        {
            if (!OAuthRedirectPath.TryValidate(path, out var problem))
            {
                problems.Add($"{nameof(OAuthStateOptions)}.{property}: {problem}");
            }
        }
    }

    private static bool IsWithin(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;

    private static bool IsCookieName(string? name)
        => name is { Length: > 0 and <= 64 }
            && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || TokenPunctuation.Contains(c));
}
