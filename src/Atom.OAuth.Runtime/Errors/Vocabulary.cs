namespace Atom.OAuth.Errors;

/// <summary>The words that errors of OAuth, HTTP and the catalogue's providers consist of, which are shown even where a secret is expected.</summary>
internal static class Vocabulary
{
    private const string Words =
        // The protocol
        """
        access account acr action active actor admin administrator agent aggregate alg algorithm api app application approval approve approved
        assertion aud audience auth authed authenticate authenticated authentication authorization authorisation authorize authorise authorized
        authorised authorizing azp basic bearer bot browser callback cert certificate challenge cid claim claims client cnf code codes company
        confidential config configuration connect connected connection consent consented cookie cookies credential credentials csrf customer
        decrypt delegated deny denied developer device digest directory domain dpop email encrypt encrypted endpoint endpoints enterprise error
        errors exp expiry federated flow fragment grant granted grants hash header headers hint host https http hybrid iat id identifier identity
        idp implicit introspection iss issuer issued jar jti jwk jwks jws jwt key keys kid login logins logout mac metadata method mfa mode native
        nbf nonce none oauth oidc offline one online openid organization organisation org origin owner page par param parameter parameters party
        passphrase passwd password path permission permissions pkce plain policy post prefix principal private product profile project prompt
        proof protocol provider public query quota realm redirect redirection refresh refreshed register registered registration relying
        reauthorize reauthenticate request requested requests require required requirement requires resource resources response role roles rotate
        rotated rotation rsa saml scope scopes sdk secret secrets security server service session sessions sid sign signed signin signature
        signing signup sso state states status sub subject support supported team tenant tls token tokens trust trusted type types uri uris url
        urls user username users value values verification verified verifier verify version workspace workspaces xsrf web webhook
        """
        // Statements about it
        + """
         a able aborted about absent accept acceptable accepted accepts accessed accessible activated actual add added after again all allow
        allowed allows already also alternative altered always ambiguous among an and another any anymore anything apply appears are array as
        asked assigned associated at attempt attempted attempts available back bad badly bad_request based be because been before began begin
        being belong belongs between beyond big blacklisted blank block blocked body boolean both broken but by bytes call called calls came can
        cancel canceled cancelled cancelling cannot cant cause caused change changed changes character characters check checked choose clear close
        closed closing come comes complete completed conflict contact contain contained contains content contents continue correct correctly
        corrupt corrupted compliant could couldnt country create created current currently damaged data date day days deactivated decode decoded
        default defined deleted deleting deprecated describe described description detail details detected did didnt differ different digits
        directly disabled disallowed discontinued discord do does doesnt done dont down due duplicate duplicated during each early edit either
        else empty enable enabled encoded encoding end ended ends enough ensure enter entity entry environment equal equals even every exactly
        exceed exceeded exceeds except exception exchange exchanged exclusive execute exist existing exists expect expected expire expired expires
        expiring expression external fail failed failing fails failure false fatal few field fields file find first follow following for forbidden
        form format formatted former found from full function future gateway gave general get given gives go gone good got group had has hasnt
        have having he here higher hour hours how however if ignored illegal immediately impossible improper in inactive incomplete incorrect
        incorrectly independent index ineligible info information initial initialize initiated input insecure inside instance instead insufficient
        integer integration interaction internal into invalid invalidated invoked is isnt issue it item items its itself json just keep kind know
        known lack lacks language large last late later latest leading learn least left length less like likely limit limited limits link linked
        list live load local location locked log logged long longer look lookup lost low made mail main maintenance make malformed manage many map
        match matched matches matching maximum may mean means media member message messages might min minimum minute minutes mismatch mismatched
        missing mistake mixed mobile module moment month more most moved much multiple must name named names need needed needs network never new
        next no non not note nothing notfound now null number object obsolete obtain obtained occurred occured of off old on once only open
        operation option optional or order other our out outdated outside over overload overloaded own pair parse parsed parsing part partner
        passed past payload pending people per perform performed period persisted phone please point populated port portal possible present
        prevent previous previously problem proceed process processed processing production prohibited property provide provided provides proxy
        published quote range rate rather reached read reason receive received recent recently recheck recognized recognised reconnect record
        redacted reference refuse refused regenerate region reject rejected release remote remove removed renew renewed repeated replaced replay
        replayed report reserved reset resolve resolved restricted result results resume retired retry return returned returns reuse reused review
        revoke revoked revoking right root route run running safe same sandbox saved say says schema second seconds section see seem seems select
        selected send sending sent set settings setup several shape short should show since single site size slow snowflake so some something soon
        source specific specified specify spec standard start started status step still stop stopped storage store stored string strings submitted
        success successful such sum suspended switched syntax system table take taken target task temporarily temporary term terminated terms test
        text than that the their them then there therefore these they thing this those though through throttled time timed timeout timestamp title
        to today together too took tried true truncated try trying twice two ui unable unacceptable unauthenticated unauthorised unauthorized
        unavailable undefined under unexpected unfortunately uninstalled unique unknown unless unlinked unmatched unprocessable unrecognized
        unrecognised unregistered unsigned unsupported until unusable unverified up update updated upgrade upon upstream usage use used uses using
        valid validate validated validating validation via violates violation wait waiting want was way we week well went were what when where
        which while who whose why will window with within without word work working would write written wrong year yes yet you your zone
        """
        // Servers, proxies and the catalogue's providers
        + """
         aadb aadsts adb aka alt amz apache app_secret asana asp atlassian aws azure backend balancer boards business caddy calendar chat cloud
        cloudflare cloudfront com conditional connector contoso cors dns dropbox entra envoy exchanged express facebook firewall forum forwarding
        github gmail goog google googleapis graph haproxy hub hubapi hubspot iam iis instagram jetty kestrel laravel linkedin live meta microsoft
        microsoftonline monday net nginx ngrok node nodejs notion onmicrosoft openresty paypal php rails runtime salesforce server slack spotify
        squid stripe teams tenants tinyproxy traffic trello twitter ubuntu varnish whatsapp www xbox zoom ascii base bit byte des ecdsa gb gzip
        hex hmac hs ip ipv iso kb kib latin mb md mib mime ms oaep px rs sec secs sha ssl tcp tlsv udp utf uuid guid xml html csv pdf png amazon
        android angular central china east eu europe germany ios ipad iphone linux mac north south us usa west windows tuesday wednesday thursday
        friday saturday sunday january february march april june july august september october november december jan feb mar apr jun jul aug sep
        sept oct nov dec mon tue wed thu fri sat sun gmt utc pst pdt am pm oauthexception graphmethodexception invalidauthenticationtoken
        authentication_error
        """
        // The most common words of other languages that providers use
        + """
         abgelaufen fehlt fehler falsch nicht ist oder und der die das wurde kein keine zugriff verweigert gesperrt widerrufen unbekannt anmeldung
        benutzer est pas le la les un une ou et du de des expire invalide introuvable requis refus jeton acces manquant utilisateur incorrect el
        los las es no y o ha sido caducado invalido inexistente requerido denegado permiso usuario falta incorrecto vencido os as foi expirou
        negado ausente autorizado scaduto non valido mancante negato utente errore verlopen ongeldig ontbreekt geweigerd toegang
        """;

    private static readonly HashSet<string> Known
        = new(Words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    /// <summary>Determines whether a run of letters is one of the words.</summary>
    public static bool Has(ReadOnlySpan<char> letters) => letters.Length <= LongestWord && Known.Contains(letters.ToString());

    private const int LongestWord = 28;
}
