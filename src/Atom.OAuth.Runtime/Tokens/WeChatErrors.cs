namespace Atom.OAuth.Tokens;

/// <summary>The error numbers in <c>errcode</c>: developers.weixin.qq.com, global return codes.</summary>
internal static class WeChatErrors
{
    /// <summary>Gets what an error number means for the caller.</summary>
    public static ErrorTraits Traits(string? code) => code switch
    {
        // The code is invalid or already used; the refresh token is invalid or expired.
        "40029" or "40163" or "40030" or "42002" or "42003" => ErrorTraits.Reauthorize,

        // The quota is exhausted, or calls are too frequent.
        "45009" or "45011" => ErrorTraits.RateLimit,

        // Busy
        "-1" => ErrorTraits.Retryable,
        _ => ErrorTraits.None,
    };
}
