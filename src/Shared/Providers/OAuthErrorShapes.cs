namespace Atom.OAuth;

/// <summary>The shapes in which a provider reports an error.</summary>
[Flags]
public enum OAuthErrorShapes
{
    /// <summary>None known.</summary>
    None = 0,

    /// <summary><c>{"error":"…","error_description":"…"}</c> (RFC 6749, section 5.2).</summary>
    Standard = 1,

    /// <summary><c>{"ok":false,"error":"…"}</c> with status 200.</summary>
    OkFalse = 2,

    /// <summary><c>{"error":{"message":"…","type":"…","code":…}}</c>.</summary>
    NestedObject = 4,

    /// <summary><c>{"status":"…","message":"…","correlationId":"…"}</c>.</summary>
    StatusAndMessage = 8,

    /// <summary><c>{"reason":"…","error":"…"}</c>.</summary>
    Reason = 16,

    /// <summary><c>{"code":…,"message":"…"}</c>.</summary>
    CodeAndMessage = 32,

    /// <summary><c>{"errors":[{"message":"…"}]}</c>, with status 200 too.</summary>
    ErrorList = 64,

    /// <summary><c>{"error_summary":"…","error":{".tag":"…"}}</c>.</summary>
    ErrorSummary = 128,

    /// <summary>A line of plain text.</summary>
    PlainText = 256,
}
