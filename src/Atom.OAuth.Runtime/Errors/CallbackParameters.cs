namespace Atom.OAuth.Errors;

/// <summary>Finds the error among the parameters of a callback (RFC 6749, section 4.1.2.1).</summary>
internal static class CallbackParameters
{
    private static readonly string[] Codes = ["error", "error_code", "error_reason"];
    private static readonly string[] Descriptions = ["error_description", "error_message", "error_reason"];

    /// <summary>Gets code and description, or <see langword="null"/> if the callback reports no error.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="secrets">The secrets among the parameters.</param>
    public static (string Code, string? Description)? Error(IEnumerable<KeyValuePair<string, string?>> parameters, out OAuthSecrets secrets)
    {
        // Of a repeated parameter, the first value counts.
        Dictionary<string, string> first = new(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            if (parameter.Key is not null && !string.IsNullOrWhiteSpace(parameter.Value) && !first.ContainsKey(parameter.Key))
            {
                first.Add(parameter.Key, parameter.Value!);
            }
        }

        secrets = OAuthSecrets.From(first.Where(parameter => RequestSecrets.IsName(parameter.Key)).Select(parameter => parameter.Value));

        // Meta sends error_code and error_message, and error_reason in addition to the standard parameters.
        var code = First(first, Codes);
        var description = First(first, Descriptions);
        return code is null && !first.ContainsKey("error_message") ? null : (code ?? ErrorText.UnknownCode, description == code ? null : description);
    }

    private static string? First(Dictionary<string, string> parameters, string[] names)
    {
        foreach (var name in names)
        {
            if (parameters.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return null;
    }
}
