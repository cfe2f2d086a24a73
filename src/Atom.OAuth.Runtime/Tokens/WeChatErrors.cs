namespace Atom.OAuth.Tokens;

/// <summary>The numbers of errors under <c>errcode</c>: developers.weixin.qq.com, global return codes.</summary>
internal static class WeChatErrors
{
    /// <summary>Gets what a number means for the caller.</summary>
    public static ErrorTraits Traits(string? code) => code switch
    {
        // The code is invalid, or was used before; the refresh token is invalid or expired.
        "40029" or "40163" or "40030" or "42002" or "42003" => ErrorTraits.Reauthorize,

        // A quota is used up, calls come too often.
        "45009" or "45011" => ErrorTraits.RateLimit,

        // Busy
        "-1" => ErrorTraits.Retryable,
        _ => ErrorTraits.None,
    };
}
