using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests;

/// <summary>The kind of a body, by its first bytes and its content type, row by row.</summary>
public class DecisionTableTests
{
    /// <summary>The columns.</summary>
    private static readonly string?[][] Labels =
    [
        ["application/json", "application/json; charset=utf-8", "text/json", "application/problem+json", "APPLICATION/JSON"],
        ["text/html", "text/html; charset=UTF-8", "application/xhtml+xml", "Text/HTML"],
        ["text/plain", "text/javascript", "application/octet-stream", null, "", "nonsense", "application/json/x", "text/plain, text/html"],
        ["application/x-www-form-urlencoded"],
        ["application/xml", "text/xml", "application/atom+xml"],
    ];

    /// <summary>The rows: names, kinds for the columns Json, Html, Other, Form and Xml, and bodies.</summary>
    private static readonly (string Shape, ResponseBodyKind[] Kinds, string[] Bodies)[] Rows =
    [
        ("nothing", All(ResponseBodyKind.Empty), ["", " ", "\r\n\t\f ", "\uFEFF", "\uFEFF \n"]),
        (
            "JSON object or array",
            All(ResponseBodyKind.Json),
            [
                """{"access_token":"xoxb-1","ok":true}""", "{}", "{ }", "[]", "[{}]", """["a"]""", "[1,2]", "[-1]", "[true]", "[false]",
                "[null]", "[[]]", "{\r\n  \"ok\": false\r\n}", "\n\n  {\"ok\":true}", "\f{\"ok\":true}", "{/* note */}", "{", "[",
                """{"error":"<html>"}""", """{"html":"<!DOCTYPE html>"}""", "{\"ok\":true}<!-- served by node 7 -->", "\uFEFF{\"ok\":true}",
                "\uFEFF\uFEFF{\"ok\":true}",
            ]),
        (
            "page",
            All(ResponseBodyKind.Html),
            [
                "<!DOCTYPE html><html></html>", "<!doctype HTML>\n<p>", "<!DOCTYPE html\n>", "<!DOCTYPE  html>",
                "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">", "<html>", "<HTML lang=en>", "<html\n>", "<html\t>", "<html/>",
                "<html", "<head>", "<Title>x</Title>", "<title\n>", "<body bgcolor=white>", "<script>", "<style>", "<meta charset=utf-8>",
                "<link rel=x>", "<center>", "<form>", "<noscript>", "<span>", "<svg/>", "<h1>Bad Gateway</h1>", "<h2>x", "<p>x", "<br>",
                "<a href=x>", "<b>x</b>", "<div>", "<table>", "<font>", "<iframe>", "<pre>", "<ul>", "<hr>", "<img>", "<frameset>",
                "<main>", "<!-- Copyright (C) Microsoft -->\r\n<!DOCTYPE html>", "<!--", "<!-->", "  \n<html>", "\uFEFF<html>",
                "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\">",
                "<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">",
                "<?xml version=\"1.0\"?><!-- a --><!-- b -->\n<?xml-stylesheet href=\"x\"?> <html>",
            ]),
        (
            "other markup",
            [ResponseBodyKind.Xml, ResponseBodyKind.Html, ResponseBodyKind.Xml, ResponseBodyKind.Xml, ResponseBodyKind.Xml],
            [
                "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "<?xml version=\"1.0\"?>", "<?xml",
                "<?xml version=\"1.0\"", "<?xml ?><!-- never ends", "<?xml ?><!--", "<?xml ?>text", "<soap:Envelope>", "<Error>",
                "<error/>", "<e", "<_x>", "<!DOCTYPE plist>", "<!DOCTYPE", "<!DOCTYPE htmlx>", "<!ELEMENT x>", "<htmlx>", "<a:b>",
                "<paragraph>", "<a-very-long-name-of-an-element>", "<?xml ?><soap:Envelope>", "<?xml ?>xhtml ", "<?xml ?>", "<?xml ?><",
                "<?xml ?>{}", "<!DOCTYPEhtml>",
            ]),
        (
            "pairs of OAuth",
            All(ResponseBodyKind.Form),
            [
                "access_token=abc&expires=5183999", "error=bad_verification_code", "scope=a&access_token=x",
                "oauth_token=a&oauth_token_secret=b", "a%5Bb%5D=1&error=x",
            ]),
        (
            "other pairs",
            [ResponseBodyKind.Text, ResponseBodyKind.Html, ResponseBodyKind.Text, ResponseBodyKind.Form, ResponseBodyKind.Text],
            ["status=down", "a=1&b=2", "status=", "no_access_token=1", "a.b-c=1"]),
        (
            "guarded JSON",
            [
                ResponseBodyKind.JsonGuarded, ResponseBodyKind.Unknown, ResponseBodyKind.JsonGuarded, ResponseBodyKind.Unknown,
                ResponseBodyKind.Unknown,
            ],
            [")]}'\n{\"ok\":true}", ")]},\n[]", "while(1);{}", "while (1);[]", "for(;;);{}", "for (;;);{}", "/**/{}"]),
        (
            "JSONP",
            [ResponseBodyKind.Jsonp, ResponseBodyKind.Unknown, ResponseBodyKind.Jsonp, ResponseBodyKind.Unknown, ResponseBodyKind.Unknown],
            ["callback({\"ok\":true});", "jQuery.cb_1({})", "_f([])", "$(1)"]),
        (
            "scalar",
            [ResponseBodyKind.JsonScalar, ResponseBodyKind.Text, ResponseBodyKind.Text, ResponseBodyKind.Text, ResponseBodyKind.Text],
            ["\"invalid_grant\"", "42", "-1.5e+10", "0", "true", "false", "null", " null \n", "42\n"]),
        (
            "text",
            [ResponseBodyKind.Text, ResponseBodyKind.Html, ResponseBodyKind.Text, ResponseBodyKind.Text, ResponseBodyKind.Text],
            [
                "Bad Gateway", "502 Bad Gateway", "upstream connect error or disconnect/reset before headers", "temporarily unavailable",
                "not found", "nullable", "true story", "for ever", "while waiting", "null and void",
                "You are sending too many requests. Please relax.", "{{ template }}", "{error}", "{'access_token':'x'}", "[error] no", "<",
                "< html>", "</html>", "<5", "<?php", "<?XML version=\"1.0\"?>", "(", ")", ")]", "/", "/**", "x", "xml",
                "data: {\"ok\":true}\n\n", "Zugriff verweigert: für", "エラー", "%PDF-1.7", "\u00A0{}", "error", "access_token",
                "name&value=1", "=a", "'", "-----BEGIN CERTIFICATE-----",
            ]),
    ];

    public static TheoryData<string, string, int> Cases()
    {
        TheoryData<string, string, int> cases = [];
        foreach (var row in Rows)
        {
            foreach (var body in row.Bodies)
            {
                for (var column = 0; column < Labels.Length; column++)
                {
                    cases.Add(row.Shape, body, column);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Kind_IsAsTheTableSays(string shape, string body, int column)
    {
        var row = Rows.Single(row => row.Shape == shape);
        var expected = row.Kinds[column];
        var everyWay = await Checks.EveryWayAsync(Respond.Bytes(body), Labels[column][0]);
        Assert.Equal(expected, everyWay.Kind);
        Assert.Equal(expected == ResponseBodyKind.Html, everyWay.IsHtml);
        foreach (var label in Labels[column])
        {
            using var response = Respond.With(body, label);
            Assert.Equal((label, expected), (label, response.CheckHtmlResponse().Kind));
        }
    }

    private static ResponseBodyKind[] All(ResponseBodyKind kind) => [kind, kind, kind, kind, kind];
}
