using System.Text.Json;

namespace Atom.OAuth.Integrations;

/// <summary>The account that was connected, if the provider identifies it.</summary>
internal readonly record struct Account(string? Id, string? Name)
{
    public const int LongestText = 200;
}

/// <summary>Finds the account in a token response, or in the response of the user info endpoint.</summary>
internal static class AccountReader
{
    /// <summary>
    /// By provider: the members that make up the account's id, all of which are required, and candidates for its name. The sources are those of the
    /// token responses in the catalogue.
    /// </summary>
    private static readonly Dictionary<string, (string[] Id, string[] Name)> TokenMembers = new(StringComparer.Ordinal)
    {
        ["slack"] = (["team.id", "authed_user.id"], ["team.name"]),
        ["notion"] = (["workspace_id", "owner.user.id"], ["workspace_name"]),
        ["dropbox"] = (["account_id"], []),
        ["hubspot"] = (["hub_id", "user_id"], ["hub_domain"]),
        ["asana"] = (["data.gid"], ["data.name", "data.email"]),
    };

    private static readonly string[] UserInfoIds = ["sub", "id", "data.gid", "gid", "account_id", "user_id"];

    private static readonly string[] UserInfoNames = ["email", "displayName", "display_name", "name", "fullName", "username", "data.name"];

    public static Account OfTokens(Integration integration, OAuthTokens tokens)
    {
        if (integration.Options.AccountId is { } own)
        {
            return new Account(Clean(own(tokens)), null);
        }

        if (integration.Facts is null || !TokenMembers.TryGetValue(integration.Facts.Id, out var members))
        {
            return default;
        }

        string?[] parts = [.. members.Id.Select(path => Read(tokens, path))];
        var id = parts.All(part => part is not null) ? Clean(string.Join(':', parts)) : null;
        return new Account(id, First(members.Name, path => Read(tokens, path)));
    }

    public static Account OfUserInfo(JsonElement answer)
        => new(First(UserInfoIds, path => Read(answer, path)), First(UserInfoNames, path => Read(answer, path)));

    private static string? First(string[] paths, Func<string, string?> read) => paths.Select(read).FirstOrDefault(value => value is not null);

    private static string? Read(OAuthTokens tokens, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return tokens.TryGetParameter(dot < 0 ? path : path[..dot], out var value)
            ? dot < 0 ? Text(value) : Read(value, path[(dot + 1)..])
            : null;
    }

    private static string? Read(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return Text(element);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Clean(String(value)),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>A string with an unpaired surrogate is ignored.</summary>
    private static string? String(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The provider's text is displayed in lists: a single line, and not too long.</summary>
    private static string? Clean(string? text) => Inspection.DisplayText.Clean(text, Account.LongestText) is { Length: > 0 } clean ? clean : null;
}
