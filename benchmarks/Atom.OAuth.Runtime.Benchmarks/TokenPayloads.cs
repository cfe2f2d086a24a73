using System.Text;

namespace Atom.OAuth.Runtime.Benchmarks;

/// <summary>Token responses as providers send them, with tokens of their usual lengths.</summary>
internal static class TokenPayloads
{
    public static IReadOnlyList<(string Name, byte[] Body)> All { get; } =
    [
        ("standard", Utf8(
            $$"""{"access_token":"{{new string('a', 120)}}","token_type":"bearer","expires_in":3600,"refresh_token":"{{new string('r', 60)}}","scope":"channels:read chat:write"}""")),
        ("like Notion's", Utf8(
            $$"""
            {"access_token":"{{new string('a', 50)}}","token_type":"bearer","refresh_token":"{{new string('r', 50)}}","bot_id":"6d1e1c0a-0a4f-4f7d-9b0e-6a5b0a4c8e21","workspace_name":"A workspace",
            "workspace_icon":"https://s3-us-west-2.amazonaws.com/public.notion-static.com/6d1e1c0a-0a4f-4f7d-9b0e-6a5b0a4c8e21/icon.png","workspace_id":"3f0a0e5c-2b7d-4b19-8d50-1a1f3f2a77b0",
            "owner":{"type":"user","user":{"object":"user","id":"9188c6a5-7381-452f-b3dc-d4865aa89bdf","name":"Somebody","avatar_url":"https://s3-us-west-2.amazonaws.com/public.notion-static.com/avatar.png",
            "type":"person","person":{"email":"somebody@contoso.example"} } },"duplicated_template_id":null,"request_id":"7c9d3a51-5c15-4b7b-9d43-9a6cb0a3d6ff"}
            """)),
        ("long JWTs", Utf8(
            $$"""{"token_type":"Bearer","scope":"User.Read offline_access","expires_in":3599,"ext_expires_in":3599,"access_token":"{{new string('a', 900)}}","refresh_token":"{{new string('r', 400)}}","id_token":"{{new string('i', 550)}}"}""")),
    ];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings(string.Empty));
}
