namespace Atom.OAuth.Simulation.OAuth;

/// <summary>Why a token endpoint refuses; each provider has its own words and its own shape for it.</summary>
internal enum TokenError
{
    InvalidClient,
    InvalidGrant,
    InvalidRequest,
    UnsupportedGrantType,
}

/// <summary>An error as a provider answers it.</summary>
internal sealed record ErrorAnswer(int Status, object Body)
{
    /// <summary>RFC 6749, section 5.2.</summary>
    public static ErrorAnswer Standard(TokenError error, string description)
        => new(
            error == TokenError.InvalidClient ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest,
            new { error = CodeOf(error), error_description = description });

    public static string CodeOf(TokenError error) => error switch
    {
        TokenError.InvalidClient => "invalid_client",
        TokenError.InvalidGrant => "invalid_grant",
        TokenError.InvalidRequest => "invalid_request",
        _ => "unsupported_grant_type",
    };

    public IResult ToResult() => Body is string text ? Results.Text(text, "text/plain", statusCode: Status) : Results.Json(Body, statusCode: Status);
}
