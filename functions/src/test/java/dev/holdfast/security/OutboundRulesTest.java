package dev.holdfast.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/",
                "HTTPS://EXAMPLE.com/a/b?c=d",
                "https://example.com:8443/hook",
                "https://example.com:443",
                "https://xn--bcher-kva.example/",
                "https://example.com/gr%C3%BC%C3%9Fe",
                "https://example.com/grüße",
                "https://93.184.215.14/",
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
                "https://example.com/?u=https://user@127.0.0.1/",
                "https://a-b.1x.example/",
            })
    void addresses_on_the_internet_are_allowed(String url) {
        assertDoesNotThrow(() -> OutboundRules.INTERNET.check(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Other schemes and what is no URL
                "",
                "https",
                "https:",
                "https://",
                "https:///path",
                "https:example.com",
                "//example.com/",
                "/path",
                "example.com",
                "http://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:6379/_x",
                "jar:https://example.com!/",
                "javascript:alert(1)",
                "https ://example.com/",
                " https://example.com/",
                "https://example.com/ secret",
                "https://example.com/\r\nX-Secret: 1",
                "https://example.com\\@127.0.0.1/",
                "https://example.com/#secret",
                // Somebody else's host in front
                "https://user@example.com/",
                "https://user:secret@example.com/",
                "https://example.com@127.0.0.1/",
                "https://:@example.com/",
                "https://example.com:443@127.0.0.1/",
                "https://example.com%40127.0.0.1/",
                // Ports
                "https://example.com:22/",
                "https://example.com:25/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:99999/",
                "https://example.com:-1/",
                "https://example.com:/",
                "https://example.com:+443/",
                "https://example.com:443:443/",
                // Loopback and private, plainly
                "https://127.0.0.1/",
                "https://127.1.2.3:8443/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://100.64.0.1/",
                "https://198.18.0.1/",
                "https://192.0.2.1/",
                "https://203.0.113.5/",
                "https://240.0.0.1/",
                "https://255.255.255.255/",
                "https://224.0.0.1/",
                "https://0.0.0.0/",
                "https://0.1.2.3/",
                "https://169.254.169.254/latest/meta-data/",
                "https://169.254.170.2/",
                "https://[::1]/",
                "https://[::]/",
                "https://[fe80::1]/",
                "https://[fc00::1]/",
                "https://[fd00:ec2::254]/",
                "https://[ff02::1]/",
                "https://[fec0::1]/",
                "https://[2001:db8::1]/",
                // Addresses within addresses
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::ffff:a9fe:a9fe]/",
                "https://[0:0:0:0:0:ffff:10.0.0.1]/",
                "https://[::127.0.0.1]/",
                "https://[::ffff:0:127.0.0.1]/",
                "https://[64:ff9b::127.0.0.1]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://[64:ff9b:1::a00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[2002:a9fe:a9fe::1]/",
                "https://[2001:0:7f00:1::1]/",
                "https://[2606:2800:21f:cb07:0:5efe:7f00:1]/",
                // Odd spellings
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://0177.0.0.01/",
                "https://017700000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://127.0.0.1./",
                "https://127.0.0.1../",
                "https://127.0.0.0x1/",
                "https://127.0.0.256/",
                "https://1.2.3.4.5/",
                "https://999.1.1.1/",
                "https://010.0.0.1/",
                "https://00.0.0.0/",
                "https://localhost./",
                "https://example.com./",
                "https://.example.com/",
                "https://example..com/",
                "https://-example.com/",
                "https://example-.com/",
                "https://exa_mple.com/",
                "https://example.1/",
                "https://example.0x1f/",
                "https://[::1%25lo]/",
                "https://[::1%lo]/",
                "https://[fe80::1%25eth0]/",
                "https://[127.0.0.1]/",
                "https://[::1/",
                "https://::1/",
                "https://[1::2::3]/",
                "https://[v1.a]/",
                "https://[[::1]]/",
                "https://%31%32%37.0.0.1/",
                "https://127%2e0%2e0%2e1/",
                "https://%6c%6f%63%61%6c%68%6f%73%74/",
                "https://loc%61lhost/",
                "https://１２７.0.0.1/",
                "https://127。0。0。1/",
                "https://ⓛocalhost/",
                "https://bücher.example/",
                "https://exam\u00adple.com/",
                "https://exa\u200bmple.com/",
                "https://example.com\t/",
                "https://example.com\0/",
            })
    void everything_else_is_refused_without_being_repeated(String url) {
        Refusal refusal = assertThrows(Refusal.class, () -> OutboundRules.INTERNET.check(url));
        assertEquals(Reason.URL_NOT_ALLOWED, refusal.reason());
        assertFalse(refusal.detail().contains("secret"), refusal.detail());
        assertEquals(0, refusal.facts().size());
    }

    @Test
    void a_url_of_more_than_two_thousand_characters_is_refused() {
        String url = "https://example.com/" + "a".repeat(2_028);
        OutboundRules.INTERNET.check(url);
        assertThrows(Refusal.class, () -> OutboundRules.INTERNET.check(url + "a"));
        String label = "a".repeat(63) + ".";
        OutboundRules.INTERNET.check("https://" + label.repeat(3) + "a".repeat(61));
        assertThrows(Refusal.class, () -> OutboundRules.INTERNET.check("https://" + label.repeat(3) + "a".repeat(62)));
        assertThrows(Refusal.class, () -> OutboundRules.INTERNET.check("https://" + "a".repeat(64) + ".example"));
    }

    @Test
    void an_allowed_host_may_be_private_plain_and_at_any_port() {
        var rules = OutboundRules.of(List.of("Board.Corp", " 10.1.0.0/16 ", "::1", "192.168.1.7"));
        for (String url : List.of(
                "http://board.corp/",
                "http://BOARD.corp:8080/",
                "https://board.corp:22/",
                "http://10.1.255.1:81/",
                "http://[::1]:3000/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://192.168.1.7/",
                "https://example.com/",
                // What the name stands for shows when it is dialled.
                "http://planka.corp/")) {
            assertDoesNotThrow(() -> rules.check(url), url);
        }
        for (String url : List.of(
                "https://10.2.0.1/",
                "http://192.168.1.8/",
                "http://[::2]/",
                "http://93.184.215.14/",
                "http://x.board.corp:22/")) {
            assertThrows(Refusal.class, () -> rules.check(url), url);
        }
        var names = OutboundRules.of(List.of("board.corp"));
        assertThrows(Refusal.class, () -> names.check("http://planka.corp/"));
    }

    @Test
    void not_even_an_operator_allows_metadata() {
        var rules = OutboundRules.of(List.of("0.0.0.0/0", "::/0", "169.254.169.254"));
        for (String url : List.of(
                "http://169.254.169.254/",
                "https://169.254.170.2/",
                "https://[fd00:ec2::254]/",
                "https://[fd20:ce::254]/",
                "https://[::ffff:169.254.169.254]/",
                "https://[64:ff9b::169.254.169.254]/",
                "https://[2002:a9fe:a9fe::]/",
                "https://[2001:0:a9fe:a9fe::]/",
                "https://[2001:0:1:2::5601:5601]/",
                "https://[fe80::1]/",
                "https://0.0.0.0/",
                "https://[::]/")) {
            assertThrows(Refusal.class, () -> rules.check(url), url);
        }
        assertDoesNotThrow(() -> rules.check("http://10.0.0.1/"));
        assertDoesNotThrow(() -> rules.check("http://[fd12::1]/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0/8",
                "::/129",
                "fd00::/+8",
                "*.corp",
                "http://a",
                "a:80",
                "user@a",
                "a/b",
                "[::1]",
                "0x7f.1",
                "a."
            })
    void an_entry_of_another_form_is_named(String entry) {
        var thrown = assertThrows(IllegalArgumentException.class, () -> OutboundRules.of(List.of(entry)));
        assertEquals("allow: " + entry.strip() + " is no host name, address or CIDR", thrown.getMessage());
    }
}
